import type { PersonalTruth } from './personal-truth.ts';

/** A third lot, labelled after the rules had been mended on the first two and before it was run. */
export const LAST_UNSEEN_TRUTH: Readonly<Record<string, PersonalTruth>> = {
  maybe: {
    personal: {
      postal_address:
        'addresses.line1 addresses.line2 addresses.county addresses.locality addresses.region addresses.postal_code',
      credential:
        'api_keys.display_key invitations.token invite_codes.token oauth_access_grants.token oauth_access_tokens.*token oauth_applications.secret plaid_items.access_token users.password_digest users.otp_secret users.otp_backup_codes',
      ip_address: '*.ip_address',
      email: 'invitations.email users.email users.unconfirmed_email',
      person_name: 'users.first_name users.last_name',
    },
    either:
      '*.user_agent *.country sessions.data users.goals plaid_accounts.mask mobile_devices.device_name families.name',
  },
  langfuse: {
    personal: {
      credential:
        'Account.refresh_token Account.access_token Account.id_token Session.session_token users.password verification_tokens.token api_keys.*hashed_secret_key llm_api_keys.secret_key datasets.remote_experiment_secret_key *.encrypted_* blob_storage_integrations.secret_access_key slack_integrations.bot_token',
      person_name: 'users.name',
      email: 'users.email membership_invitations.email surveys.user_email',
    },
    either:
      'Account.session_state users.image *.identifier *.public_key *.*display_secret_key llm_api_keys.extra_header* sso_configs.auth_config verified_domains.verification_token blob_storage_integrations.access_key_id surveys.response web_callout_endpoints.request_header*',
  },
  thingsboard: {
    personal: {
      credential:
        'api_key.value device_credentials.credentials_value edge.secret mobile_app.app_secret *.client_secret oauth2_client.custom_password user_credentials.activate_token user_credentials.password user_credentials.reset_token',
      person_name: 'audit_log.user_name tb_user.first_name tb_user.last_name',
      postal_address: 'customer.address customer.address2 customer.city customer.state customer.zip',
      email: 'customer.email tb_user.email',
      phone: 'customer.phone tb_user.phone',
    },
    either:
      'customer.country customer.title device_credentials.credentials_id device_profile.provision_device_key edge.routing_key oauth2_client.custom_username tenant.* user_auth_settings.two_fa_settings',
  },
  umami: {
    personal: { person_name: 'user.username user.display_name', credential: 'user.password' },
    either: 'session.country session.region session.city team.access_code',
  },
  papermark: {
    personal: {
      credential:
        'Link.password LinkPreset.password Account.refresh_token Account.access_token Account.id_token Session.sessionToken VerificationToken.token Invitation.token InstalledIntegration.credentials *Webhook.secret RestrictedToken.*Key',
      email:
        'VisitorGroup.emails User.email View.viewerEmail Viewer.email Invitation.email WorkflowExecution.visitorEmail',
      person_name: 'User.name View.viewerName',
      ip_address: 'WorkflowExecution.visitorIp',
    },
    either:
      '*.allowList *.denyList Account.session_state User.image *.identifier SentEmail.recipient jackson_* CustomFieldResponse.data',
  },
  openlmis: {
    personal: {
      person_name:
        'equipment_inventories.nameofassessor *.contactperson facility_visits.confirmedbyname facility_visits.verifiedbyname requisition_status_changes.username users.username users.firstname users.lastname',
      phone: 'sms.phonenumber users.officephone users.cellphone',
      email: 'users.email',
      credential: 'facility_ftp_details.password user_password_reset_tokens.token users.password',
    },
    either:
      'email_notifications.receiver equipment_service_vendors.* manufacturers.* facilities.* facility_ftp_details.username pod.deliveredby pod.receivedby signatures.text var_details.clearingagent',
  },
};
