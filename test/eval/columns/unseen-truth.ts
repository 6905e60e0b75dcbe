import type { PersonalTruth } from './personal-truth.ts';

/** The same for schemas that no rule was made on: labelled, then run once, then looked at. */
export const UNSEEN_TRUTH: Readonly<Record<string, PersonalTruth>> = {
  adventureworks: {
    personal: {
      national_id: 'employee.nationalidnumber',
      birth_date: 'employee.birthdate',
      demographic: 'employee.maritalstatus',
      gender: 'employee.gender',
      postal_address: 'address.addressline1 address.addressline2 address.city address.postalcode',
      location: 'address.spatiallocation',
      email: 'emailaddress.emailaddress productreview.emailaddress',
      credential: 'password.passwordhash password.passwordsalt',
      person_name: 'person.firstname person.middlename person.lastname productreview.reviewername',
      phone: 'personphone.phonenumber',
      payment_card: 'creditcard.cardnumber',
    },
    either:
      'employee.loginid employee.hiredate jobcandidate.resume person.title person.suffix person.additionalcontactinfo person.demographics productreview.comments creditcard.exp* vendor.accountnumber salesorderheader.accountnumber salesorderheader.creditcardapprovalcode',
  },
  oscar: {
    personal: {
      person_name:
        'address_useraddress.first_name address_useraddress.last_name auth_user.username auth_user.first_name auth_user.last_name order_billingaddress.first_name order_billingaddress.last_name order_shippingaddress.first_name order_shippingaddress.last_name payment_bankcard.name reviews_productreview.name',
      postal_address:
        'address_useraddress.line* address_useraddress.state address_useraddress.postcode order_billingaddress.line* order_billingaddress.state order_billingaddress.postcode order_shippingaddress.line* order_shippingaddress.state order_shippingaddress.postcode',
      phone: 'address_useraddress.phone_number order_shippingaddress.phone_number',
      email:
        'auth_user.email communication_email.email customer_productalert.email order_order.guest_email reviews_productreview.email wishlists_wishlistsharedemail.email',
      credential: 'auth_user.password',
      payment_card: 'payment_bankcard.number',
    },
    either:
      '*address.title *address.search_text *address.notes *address.code communication_email.subject communication_email.body* customer_productalert.key django_session.* partner_partneraddress.* payment_bankcard.expiry_date reviews_productreview.homepage wishlists_wishlist.key analytics_usersearch.query',
  },
  tpcds: {
    personal: {
      person_name:
        'call_center.cc_manager call_center.cc_market_manager customer.c_salutation customer.c_first_name customer.c_last_name customer.c_login store.s_manager store.s_market_manager web_site.web_manager web_site.web_market_manager',
      birth_date: 'customer.c_birth_day customer.c_birth_month customer.c_birth_year',
      email: 'customer.c_email_address',
      postal_address:
        'customer_address.ca_street_* customer_address.ca_suite_number customer_address.ca_city customer_address.ca_county customer_address.ca_state customer_address.ca_zip',
    },
    either:
      'call_center.*street* call_center.*suite* call_center.*city call_center.*county call_center.*state call_center.*zip store.*street* store.*suite* store.*city store.*county store.*state store.*zip warehouse.* web_site.*street* web_site.*suite* web_site.*city web_site.*county web_site.*state web_site.*zip customer.c_birth_country customer_demographics.* *.*country',
  },
  orangehrm: {
    personal: {
      person_name:
        'hs_hr_employee.emp_lastname hs_hr_employee.emp_firstname hs_hr_employee.emp_middle_name hs_hr_employee.emp_nick_name hs_hr_emp_children.ec_name hs_hr_emp_dependents.ed_name hs_hr_emp_emergency_contacts.eec_name hs_hr_emp_attachment.attached_by_name *.created_by_name ohrm_job_candidate.first_name ohrm_job_candidate.middle_name ohrm_job_candidate.last_name ohrm_email_subscriber.name ohrm_login.user_name ohrm_oauth_user.username ohrm_oauth_user.first_name ohrm_oauth_user.last_name ohrm_user.user_name',
      birth_date:
        'hs_hr_employee.emp_birthday hs_hr_emp_children.ec_date_of_birth hs_hr_emp_dependents.ed_date_of_birth',
      demographic: 'hs_hr_employee.emp_marital_status',
      gender: 'hs_hr_employee.emp_gender',
      national_id:
        'hs_hr_employee.emp_ssn_num hs_hr_employee.emp_sin_num hs_hr_employee.emp_dri_lice_num hs_hr_emp_passport.ep_passport_num',
      postal_address: 'hs_hr_employee.emp_street1 hs_hr_employee.emp_street2 hs_hr_employee.emp_zipcode',
      phone:
        'hs_hr_employee.emp_hm_telephone hs_hr_employee.emp_mobile hs_hr_employee.emp_work_telephone hs_hr_emp_emergency_contacts.eec_home_no hs_hr_emp_emergency_contacts.eec_mobile_no hs_hr_emp_emergency_contacts.eec_office_no ohrm_job_candidate.contact_number',
      email:
        'hs_hr_employee.emp_work_email hs_hr_employee.emp_oth_email hs_hr_mailnotifications.email hs_hr_module.owner_email ohrm_job_candidate.email ohrm_email_subscriber.email ohrm_reset_password.reset_email',
      bank_account: 'hs_hr_emp_directdebit.dd_account hs_hr_emp_directdebit.dd_routing_num',
      credential:
        'ohrm_email_configuration.smtp_password *.client_secret ohrm_oauth_access_token.access_token ohrm_oauth_refresh_token.refresh_token ohrm_oauth_user.password ohrm_user.user_password ohrm_ws_consumer.app_token',
    },
    either:
      'hs_hr_employee.* hs_hr_module.owner hs_hr_emp_us_tax.* hs_hr_emp_picture.* hs_hr_emp_basicsalary.* ohrm_job_candidate.* ohrm_job_candidate_history.* ohrm_email_configuration.* ohrm_auth_provider_extra_details.developer_key ohrm_emp_license.license_no ohrm_location.* ohrm_oauth_authorization_code.authorization_code ohrm_openid_user_identity.user_identity ohrm_organization_gen_info.* ohrm_reset_password.reset_code ohrm_customer.name ohrm_reviewer.comment *.created_by',
  },
  ghostfolio: {
    personal: { credential: 'ApiKey.hashedKey User.accessToken' },
    either: 'User.authChallenge AuthDevice.credentialPublicKey Access.alias *.country',
  },
  casa: {
    personal: {
      postal_address:
        'addresses.line_1 addresses.line_2 addresses.city addresses.state addresses.zip case_contacts.volunteer_address',
      email:
        'all_casa_admins.email fund_requests.submitter_email sent_emails.sent_address users.email users.unconfirmed_email users.old_emails',
      credential:
        '*.encrypted_password *.reset_password_token *.invitation_token api_credentials.*_digest casa_orgs.twilio_api_key_secret users.confirmation_token',
      birth_date: 'casa_cases.birth_month_year_youth users.date_of_birth',
      person_name: 'fund_requests.youth_name fund_requests.payee_name judges.name users.display_name',
      ip_address: 'login_activities.ip users.current_sign_in_ip users.last_sign_in_ip',
      phone: 'users.phone_number',
    },
    either:
      'addresses.content casa_orgs.address casa_orgs.twilio_phone_number case_contacts.notes login_activities.* fund_requests.requested_by_and_relationship users.receive_*',
  },
  // A second lot, after the rules had been mended on the first.
  documenso: {
    personal: {
      person_name: 'User.name DocumentAuditLog.name Recipient.name',
      email:
        'User.email DocumentAuditLog.email Recipient.email DocumentShareLink.email OrganisationMemberInvite.email TeamEmail.email TeamEmailVerification.email OrganisationEmail.email',
      credential:
        'User.password User.twoFactorSecret User.twoFactorBackupCodes PasswordResetToken.token AnonymousVerificationToken.token VerificationToken.token ApiToken.token Webhook.secret Account.refresh_token Account.access_token Account.id_token Account.password Session.sessionToken Recipient.token OrganisationMemberInvite.token TeamEmailVerification.token EmailDomain.privateKey OrganisationAuthenticationPortal.clientSecret',
      ip_address: '*.ipAddress',
    },
    either:
      'User.signature *.userAgent VerificationToken.identifier Account.session_state Envelope.qrToken *.emailReplyTo Signature.* CscCredential.* CscSession.* TeamEmail.name TeamEmailVerification.name TemplateDirectLink.token EmailDomain.publicKey OrganisationEmail.emailName EmailTransport.* TeamProfile.bio Passkey.* AvatarImage.*',
  },
  ghost: {
    personal: {
      person_name:
        'users.name members.name members_stripe_customers.name donation_payment_events.name email_recipients.member_name',
      email:
        'users.email invites.email members.email members_email_change_events.to_email members_email_change_events.from_email members_stripe_customers.email donation_payment_events.email email_recipients.member_email suppressions.email email_spam_complaint_events.email_address',
      credential: 'users.password invites.token webhooks.secret api_keys.secret tokens.token',
      free_text: 'users.bio members.note',
      location: 'users.location members.geolocation',
      payment_card: 'members_stripe_customers_subscriptions.default_payment_card_last4',
    },
    either:
      'newsletters.sender_* users.website users.facebook users.twitter users.threads users.bluesky users.mastodon users.tiktok users.youtube users.instagram users.linkedin users.*image sessions.* members.expertise emails.from emails.reply_to mentions.source_author temp_mail_events.recipient',
  },
  openmrs: {
    personal: {
      gender: 'person.gender',
      birth_date: 'person.birthdate',
      death_date: 'person.death_date',
      postal_address:
        'person_address.address* person_address.city_village person_address.state_province person_address.postal_code person_address.county_district',
      location: 'person_address.latitude person_address.longitude',
      person_name:
        'person_name.given_name person_name.middle_name person_name.family_name person_name.family_name2 users.username',
      credential: 'users.password users.salt users.secret_answer',
      email: 'users.email',
    },
    either:
      'person.birthtime person.cause_of_death* person_address.country person_name.*prefix person_name.*suffix person_name.degree patient_identifier.identifier users.secret_question users.activation_key users.system_id provider.* location.* notification_template.* person_attribute.value note.text',
  },
  hitobito: {
    personal: {
      email:
        'additional_emails.email bounces.email event_guests.email invoices.recipient_email mail_logs.mail_from message_recipients.email people.email people.unconfirmed_email',
      person_name:
        'event_guests.first_name event_guests.last_name event_guests.nickname invoices.recipient_first_name invoices.recipient_last_name payees.person_name people.first_name people.last_name people.nickname',
      postal_address:
        'additional_addresses.street additional_addresses.housenumber additional_addresses.zip_code additional_addresses.town event_guests.street event_guests.housenumber event_guests.zip_code event_guests.town invoices.recipient_street invoices.recipient_housenumber invoices.recipient_zip_code invoices.recipient_town message_recipients.address payees.person_address people.zip_code people.town people.street people.housenumber',
      gender: 'event_guests.gender people.gender',
      birth_date: 'event_guests.birthday people.birthday',
      phone: 'event_guests.phone_number message_recipients.phone_number phone_numbers.number',
      ip_address: 'people.current_sign_in_ip people.last_sign_in_ip',
      credential:
        'calendars.token events.shared_access_token groups.encrypted_text_message_password mailing_lists.mailchimp_api_key oauth_access_grants.token oauth_access_tokens.token oauth_access_tokens.refresh_token oauth_access_tokens.previous_refresh_token oauth_applications.secret payment_provider_configs.encrypted_password people.encrypted_password people.reset_password_token people.authentication_token people.event_feed_token people.unlock_token people.confirmation_token people.encrypted_two_fa_secret service_tokens.token wallets_pass_installations.authentication_token',
    },
    either:
      '*.country *.address_care_of *.postbox additional_addresses.name addresses.* groups.* invoice_configs.* invoices.payee_* invoices.*address invoices.account_number invoices.iban invoices.vat_number invoices.beneficiary mailing_lists.* *.salutation *.code_challenge *.nonce payment_provider_configs.* people.reset_password_sent_to people.membership_verify_token people.additional_information passes.verify_token social_accounts.name wallets_apple_device_registrations.* sessions.data versions.whodunnit payments.* invoices.recipient_*',
  },
};
