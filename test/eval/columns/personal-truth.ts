/**
 * Which columns hold personal data, by judgement, written before the code was run on them. Personal: what names,
 * reaches, locates or lets in one person, or is a sensitive trait of one. `either`: contact data of businesses, countries,
 * public handles, free text, tokens of payments; not scored. Every other column of these schemas is not personal.
 */
export interface PersonalTruth {
  /** Kind of personal data to `table.column`s; a `*` stands for any letters. */
  readonly personal: Readonly<Record<string, string>>;
  readonly either: string;
}

export const PERSONAL_TRUTH: Readonly<Record<string, PersonalTruth>> = {
  lobsters: {
    personal: {
      email: 'invitation_requests.email invitations.email users.email',
      person_name: 'invitation_requests.name usernames.username users.username',
      ip_address: 'invitation_requests.ip_address',
      credential:
        'mastodon_apps.client_secret users.password_digest users.password_reset_token users.session_token users.rss_token users.mailing_list_token',
      free_text: 'users.about',
    },
    either: 'invitation*.memo invitation*.code users.settings messages.subject messages.body mod_notes.*note',
  },
  open_food_network: {
    personal: {
      email:
        'customers.email spree_orders.email spree_paypal_accounts.email spree_users.email spree_users.unconfirmed_email',
      person_name:
        'customers.name customers.first_name customers.last_name enterprises.contact_name spree_addresses.firstname spree_addresses.lastname spree_credit_cards.first_name spree_credit_cards.last_name spree_users.login',
      phone: 'spree_addresses.phone spree_addresses.alternative_phone',
      postal_address:
        'spree_addresses.address1 spree_addresses.address2 spree_addresses.city spree_addresses.zipcode spree_addresses.state_name',
      location: 'spree_addresses.latitude spree_addresses.longitude',
      payment_card: 'spree_credit_cards.last_digits',
      ip_address: 'spree_orders.last_ip_address spree_users.current_sign_in_ip spree_users.last_sign_in_ip',
      credential:
        'oidc_accounts.token oidc_accounts.refresh_token spree_tokenized_permissions.token spree_users.encrypted_password spree_users.password_salt spree_users.remember_token spree_users.persistence_token spree_users.reset_password_token spree_users.perishable_token spree_users.authentication_token spree_users.unlock_token spree_users.spree_api_key spree_users.api_key spree_users.confirmation_token',
    },
    either:
      'enterprise_groups.* enterprises.* *.uid sessions.data spree_addresses.company spree_credit_cards.month spree_credit_cards.year spree_credit_cards.start_* spree_credit_cards.issue_number spree_orders.special_instructions spree_orders.note spree_paypal_accounts.payer_country spree_paypal_express_checkouts.token spree_stock_locations.* stripe_accounts.stripe_publishable_key versions.whodunnit dfc_permissions.grantee',
  },
  danbooru: {
    personal: {
      email: 'email_addresses.address email_addresses.normalized_address',
      person_name: 'users.name user_name_change_requests.original_name user_name_change_requests.desired_name',
      ip_address:
        'api_keys.permitted_ip_addresses api_keys.last_ip_address ip_bans.ip_addr ip_geolocations.ip_addr user_events.ip_addr user_sessions.ip_addr users.last_ip_addr',
      credential:
        'api_keys.key users.bcrypt_password_hash users.totp_secret users.backup_codes site_credentials.credential',
    },
    either:
      'artist*.name artist*.group_name artist*.other_names artist_urls.url ip_geolocations.* *.user_agent *.session_id dmails.* user_feedback.body upgrade_codes.code rate_limits.key',
  },
  openstreetmap: {
    personal: {
      email: 'users.email users.new_email',
      person_name: 'users.display_name',
      ip_address: 'note_comments.author_ip notes.user_ip users.creation_address',
      location: 'users.home_lat users.home_lon users.home_location_name',
      credential:
        'oauth_access_grants.token oauth_access_tokens.token oauth_access_tokens.refresh_token oauth_access_tokens.previous_refresh_token oauth_applications.secret users.pass_crypt users.pass_salt',
      free_text: 'users.description',
    },
    either:
      'acls.address gps_points.latitude gps_points.longitude gpx_files.latitude gpx_files.longitude diary_entries.latitude diary_entries.longitude oauth_access_grants.code_challenge *.nonce *.uid *.auth_uid users.company users.home_tile social_links.url messages.title messages.body',
  },
  oracle_co: {
    personal: {
      email: 'customers.email_address',
      person_name: 'customers.full_name',
      postal_address: 'shipments.delivery_address',
    },
    either: 'stores.physical_address stores.latitude stores.longitude',
  },
  oracle_hr: {
    personal: {
      email: 'employees.email',
      person_name: 'employees.first_name employees.last_name',
      phone: 'employees.phone_number',
    },
    either:
      'locations.street_address locations.postal_code locations.city locations.state_province employees.salary employees.hire_date',
  },
  pagila: {
    personal: {
      email: 'customer.email staff.email',
      person_name:
        'customer.first_name customer.last_name actor.first_name actor.last_name staff.first_name staff.last_name staff.username',
      postal_address: 'address.address address.address2 address.postal_code',
      phone: 'address.phone',
      credential: 'staff.password',
    },
    either: 'address.district staff.picture',
  },
  pubs: {
    personal: {
      person_name: 'authors.au_lname authors.au_fname employee.fname employee.minit employee.lname',
      phone: 'authors.phone',
      postal_address: 'authors.address authors.city authors.state authors.zip',
    },
    either:
      'publishers.city publishers.state publishers.country stores.stor_address stores.city stores.state stores.zip employee.hire_date',
  },
  chinook: {
    personal: {
      email: 'Customer.Email Employee.Email',
      person_name: 'Customer.FirstName Customer.LastName Employee.FirstName Employee.LastName',
      phone: 'Customer.Phone Customer.Fax Employee.Phone Employee.Fax',
      postal_address:
        'Customer.Address Customer.City Customer.State Customer.PostalCode Employee.Address Employee.City Employee.State Employee.PostalCode Invoice.BillingAddress Invoice.BillingCity Invoice.BillingState Invoice.BillingPostalCode',
      birth_date: 'Employee.BirthDate',
    },
    either: '*.*Country Customer.Company Artist.Name Employee.HireDate Track.Composer',
  },
  employees: {
    personal: {
      birth_date: 'employees.birth_date',
      person_name: 'employees.first_name employees.last_name',
      gender: 'employees.gender',
    },
    either: 'employees.hire_date salaries.salary',
  },
  tuva_input: {
    personal: {
      gender: 'eligibility.gender',
      demographic: 'eligibility.race eligibility.ethnicity',
      birth_date: 'eligibility.birth_date',
      death_date: 'eligibility.death_date',
      person_name: 'eligibility.first_name eligibility.middle_name eligibility.last_name eligibility.name_suffix',
      national_id: 'eligibility.social_security_number',
      postal_address: 'eligibility.address eligibility.city eligibility.state eligibility.zip_code',
      phone: 'eligibility.phone',
      email: 'eligibility.email',
    },
    either:
      'eligibility.death_flag eligibility.subscriber_relation *.diagnosis_* *.procedure_* *.rendering_npi *.*_npi *.*_tin *.result *.*_provider *.reason',
  },
  airbnb: { personal: { person_name: 'RAW_HOSTS.NAME RAW_REVIEWS.REVIEWER_NAME' }, either: '' },
  jaffle_shop: { personal: { person_name: 'customers.name' }, either: '' },
  jaffle_shop_duckdb: { personal: { person_name: 'customers.first_name customers.last_name' }, either: '' },
  bench_tpcc: {
    personal: {
      person_name: 'customer.c_last customer.c_first customer.c_middle',
      postal_address: 'customer.c_street_1 customer.c_street_2 customer.c_city customer.c_state customer.c_zip',
      phone: 'customer.c_phone',
    },
    either: 'warehouse.* district.* customer.c_data customer.c_credit',
  },
  bench_tpch: {
    personal: { person_name: 'customer.c_name', postal_address: 'customer.c_address', phone: 'customer.c_phone' },
    either: 'supplier.s_name supplier.s_address supplier.s_phone orders.o_clerk',
  },
  bench_twitter: { personal: { person_name: 'user_profiles.name', email: 'user_profiles.email' }, either: '*.text' },
  bench_wikipedia: {
    personal: {
      person_name:
        'useracct.user_name useracct.user_real_name logging.log_user_text recentchanges.rc_user_text revision.rev_user_text',
      credential: 'useracct.user_password useracct.user_newpassword useracct.user_token useracct.user_email_token',
      email: 'useracct.user_email',
      ip_address: 'ipblocks.ipb_address recentchanges.rc_ip',
    },
    either: 'ipblocks.ipb_by_text ipblocks.ipb_range_*',
  },
  f1: {
    personal: {
      person_name: 'drivers.forename drivers.surname',
      birth_date: 'drivers.dob',
      demographic: 'drivers.nationality',
    },
    either: 'drivers.code drivers.driverRef drivers.url',
  },
  fivetran_asana: { personal: { email: 'user.email', person_name: 'user.name' }, either: '' },
  fivetran_github: {
    personal: { person_name: 'user.login user.name', free_text: 'user.bio', location: 'user.location' },
    either: 'user.blog user.company',
  },
  fivetran_jira: {
    personal: { email: 'user.email', person_name: 'user.name user.username' },
    either: 'user.locale user.time_zone issue.assignee issue.creator issue.reporter',
  },
  fivetran_klaviyo: {
    personal: {
      email:
        'event.property_email person.email person.custom_email person.custom_gift_recipient_email person.custom_referrer_email',
      phone: 'event.property_to_number person.phone_number person.custom_phone',
      person_name:
        'event.property_recipient_name event.property_sender_s_name person.first_name person.last_name person.custom_gift_giver_name person.custom_gift_recipient_name person.custom_name person.custom_referrer_name',
      postal_address:
        'event.property_tracking_postal_code person.address_1 person.address_2 person.region person.zip person.city person.custom_state person.custom_address person.custom_city person.custom_address_line_2 person.custom_zipcode',
      location: 'person.longitude person.latitude',
      birth_date: 'person.custom_birthday',
    },
    either:
      'campaign.from_name campaign.from_email event.property_from_number event.property_attribute_* event.property_*_phone_region event.property_message_body person.title person.organization person.country person.timezone person.custom_phone_number_region person.custom_age person.custom_fitness_goal person.custom_workout person.custom_breakfast',
  },
  fivetran_shopify: {
    personal: {
      email: 'abandoned_checkout.email customer.email order.email',
      phone:
        'abandoned_checkout.phone abandoned_checkout.billing_address_phone abandoned_checkout.shipping_address_phone abandoned_checkout_shipping_line.phone customer.phone order.shipping_address_phone order.billing_address_phone order_shipping_line.phone',
      person_name:
        '*.billing_address_first_name *.billing_address_last_name *.billing_address_name *.shipping_address_first_name *.shipping_address_last_name *.shipping_address_name abandoned_checkout.credit_card_first_name abandoned_checkout.credit_card_last_name customer.first_name customer.last_name shop.shop_owner',
      postal_address:
        '*.billing_address_address_* *.billing_address_city *.billing_address_province* *.billing_address_zip *.shipping_address_address_* *.shipping_address_city *.shipping_address_province* *.shipping_address_zip',
      location:
        '*.billing_address_latitude *.billing_address_longitude *.shipping_address_latitude *.shipping_address_longitude',
      payment_card:
        'abandoned_checkout.credit_card_number abandoned_checkout.credit_card_verification_value tender_transaction.payment_details_credit_card_number transaction.payment_credit_card_bin transaction.payment_credit_card_number',
      ip_address: 'order.browser_ip',
    },
    either:
      '*.*_address_company *.*_address_country *.*_address_country_code *.*token abandoned_checkout.credit_card_month abandoned_checkout.credit_card_year abandoned_checkout.customer_locale *.note fulfillment.tracking_* fulfillment_event.address_1 fulfillment_event.city fulfillment_event.country fulfillment_event.latitude fulfillment_event.longitude fulfillment_event.province fulfillment_event.zip location.* shop.address_* shop.city shop.country* shop.province* shop.zip shop.latitude shop.longitude shop.phone shop.email shop.customer_email transaction.receipt transaction.authorization',
  },
  fivetran_xero: { personal: { person_name: 'contact.name' }, either: '' },
  sharetribe: {
    personal: {
      email:
        'contact_requests.email emails.address feedbacks.email invitation_unsubscribes.email invitations.email paypal_accounts.email people.email',
      person_name: 'people.username people.given_name people.family_name people.display_name shipping_addresses.name',
      phone: 'people.phone_number shipping_addresses.phone',
      postal_address:
        'shipping_addresses.postal_code shipping_addresses.city shipping_addresses.state_or_province shipping_addresses.street1 shipping_addresses.street2',
      ip_address: 'people.current_sign_in_ip people.last_sign_in_ip',
      credential:
        'auth_tokens.token communities.*_connect_secret communities.recaptcha_secret_key emails.confirmation_token payment_settings.api_private_key people.encrypted_password people.legacy_encrypted_password people.reset_password_token people.password_salt people.authentication_token stripe_payments.stripe_payment_intent_client_secret',
      free_text: 'people.description',
    },
    either:
      '*.paypal_username_to *.request_token *.merchant_key communities.recaptcha_site_key communities.google_maps_key communities.allowed_emails communities.twitter_handle *.country *.country_code export_task_results.token feedbacks.content invitations.code invitations.message locations.* marketplace_sender_emails.* order_permissions.verification_code payment_settings.api_* *.process_token paypal_tokens.token people.image_file_name sessions.data social_links.url messages.content',
  },
  travis_ci: {
    personal: {
      email:
        '*.committer_email *.author_email emails.email repositories.owner_email subscriptions.billing_email users.email',
      person_name:
        '*.committer_name *.author_name subscriptions.first_name subscriptions.last_name subscriptions.cc_owner users.name users.login',
      postal_address:
        'subscriptions.zip_code subscriptions.address subscriptions.address2 subscriptions.city subscriptions.state',
      payment_card: 'subscriptions.cc_last_digits invoices.cc_last_digits',
      credential:
        '*.private_key organization_tokens.token tokens.token users.github_oauth_token users.confirmation_token',
    },
    either:
      'account_env_vars.value *builds.token *requests.token *.public_key *.fingerprint *.owner_name organizations.login organizations.email organizations.location subscriptions.cc_token subscriptions.country subscriptions.company subscriptions.cc_expiration_date users.gravatar_id users.avatar_url user_utm_params.*',
  },
};
