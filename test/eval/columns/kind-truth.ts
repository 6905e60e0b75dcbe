/**
 * What 330 columns hold, drawn by lot from 32 schemas and labelled by judgement from name and type alone, before the code
 * was run on them. `|`: names and types cannot tell, so each is right.
 */
export const KIND_TRUTH: Readonly<Record<string, string>> = {
  airbnb: `
    text: RAW_LISTINGS.LISTING_URL RAW_REVIEWS.REVIEWER_NAME
    text|money: RAW_LISTINGS.PRICE
  `,
  bench_tpcc: `
    enum: customer.c_credit
    text: customer.c_data customer.c_street_1 customer.c_zip district.d_name district.d_street_2 history.h_data stock.s_dist_06 stock.s_dist_09 warehouse.w_street_1
    non_additive: district.d_tax
    identifier: history.h_c_id item.i_im_id
    timestamp: history.h_date
    boolean: oorder.o_all_local
  `,
  bench_tpch: `
    text: customer.c_address customer.c_comment lineitem.l_comment orders.o_comment region.r_name supplier.s_name supplier.s_phone
    enum: customer.c_mktsegment lineitem.l_linestatus
    date: lineitem.l_commitdate lineitem.l_receiptdate
    measure: lineitem.l_quantity
    identifier: partsupp.ps_suppkey region.r_regionkey
    money: partsupp.ps_supplycost
  `,
  bench_twitter: `
    identifier: added_tweets.uid followers.f1
  `,
  bench_wikipedia: `
    boolean: ipblocks.ipb_anon_only recentchanges.rc_minor recentchanges.rc_new revision.rev_minor_edit
    boolean|soft_delete|enum: logging.log_deleted
    timestamp|text: logging.log_timestamp recentchanges.rc_cur_time recentchanges.rc_timestamp useracct.user_email_token_expires useracct.user_newpass_time useracct.user_touched
    measure: page.page_len
    identifier: revision.rev_user text.old_page
    text: revision.rev_user_text useracct.user_email
  `,
  chinook: `
    identifier: Artist.ArtistId PlaylistTrack.TrackId Track.AlbumId
    text: Customer.Email Customer.FirstName
    timestamp: Invoice.InvoiceDate
    money: Track.UnitPrice
  `,
  chinook_dbt: `
    text: employee.address invoice.billing_address invoice.billing_postal_code
    timestamp: invoice.invoice_date
  `,
  danbooru: `
    text: email_addresses.normalized_address ip_geolocations.carrier uploads.error
    identifier: good_jobs.batch_id login_sessions.login_id media_assets.pixel_hash wiki_page_versions.updater_id
    timestamp: good_jobs.performed_at good_jobs.scheduled_at site_credentials.last_error_at
    non_additive: note_versions.version
    non_additive|measure: post_replacements.image_width
    boolean: post_versions.source_changed wiki_page_versions.is_locked
    identifier|text: upgrade_codes.code
    enum: upgrade_codes.status
  `,
  employees: `
    identifier: departments.dept_no dept_manager.emp_no
    date: employees.hire_date
  `,
  f1: `
    identifier: driver_standings.driverStandingsId lap_times.raceId races.circuitId results.constructorId results.resultId sprint_results.driverId
    text: driver_standings.positionText drivers.url
    identifier|text: drivers.driverRef
    text|identifier: position_descriptions.position_text
    non_additive: qualifying.position
    text|time: qualifying.q1 qualifying.q2 qualifying.q3 sprint_results.fastestLapTime
    time|text: races.quali_time
  `,
  fivetran_asana: `
    soft_delete: project._fivetran_deleted
    boolean|text|enum: project.public
    text: story.text
    text|enum: tag.color
    timestamp: task.due_on
    date|text: task.start_on
  `,
  fivetran_github: `
    text: issue.body pull_request.base_label pull_request.head_label repository.full_name repository.homepage
    timestamp: issue.closed_at
    boolean: label.is_default repository.fork
    text|identifier: pull_request.head_ref team.slug
    identifier|text: pull_request_review.commit_sha
  `,
  fivetran_google_ads: `
    text: account_history.descriptive_name ad_group_history.campaign_name
    boolean: account_history.final_url_suffix account_history.hidden
    text|boolean: account_history.manager
    identifier: account_history.manager_customer_id ad_stats.ad_group_id ad_stats.campaign_id
    measure: account_stats.active_view_impressions campaign_stats.impressions
    enum: ad_group_criterion_history.type ad_stats.ad_network_type
    non_additive: ad_group_stats.active_view_measurability
    money: campaign_stats.active_view_measurable_cost_micros
    text|identifier: keyword_stats.ad_group_base_ad_group
  `,
  fivetran_jira: `
    timestamp: issue.created issue.last_viewed
    text|identifier: issue.reporter
    text|measure: issue.time_spent
    boolean: version.archived
  `,
  fivetran_klaviyo: `
    text: event.property_brand event.property_categories event.property_discount_codes event.property_to_number person.custom_shopify_tags person.region
    enum: event.property_carrier_delivery_status
    text|enum: event.property_client_os event.property_failure_source
    text|identifier: event.property_message_interaction
    text|non_additive|enum: event.property_rating
    text|enum|json|boolean: person.custom_consent
    text|date: person.custom_expected_date_of_next_order person.custom_subscription_expiration
    text|timestamp: person.custom_last_sign_in
    text|enum|non_additive: person.custom_mail_chimp_rating
  `,
  fivetran_shopify: `
    enum: abandoned_checkout.applied_discount_value_type transaction.kind
    text: abandoned_checkout.billing_address_zip
    money: customer.total_spent
    text|enum|identifier: inventory_item.province_code_of_origin
    boolean: location.active product_variant.requires_shipping shop.multi_location_enabled
    text|enum: order_line.fulfillment_service
    text|json: order_line_refund.total_tax_set
    loader: order_url_tag._fivetran_synced
    timestamp: price_rule.ends_at product.published_at
    identifier|text: product_variant.barcode product_variant.sku
    text|identifier: tender_transaction.payment_details_credit_card_number
  `,
  fivetran_xero: `
    identifier: bank_transaction.contact_id invoice.invoice_number invoice_line_item.account_code invoice_line_item.item_code
    money: invoice.amount_credited invoice.amount_due invoice_line_item.unit_amount
    date|text: invoice.expected_payment_date
    timestamp: invoice.updated_date_utc
    text|identifier: journal.reference
    text: journal_line.account_name
    non_additive: organization.financial_year_end_month
  `,
  gisia: `
    non_additive|measure: application_settings.external_pipeline_validation_service_timeout application_settings.gitaly_timeout_fast plan_limits.pipeline_triggers plan_limits.web_hook_calls_low
    boolean: application_settings.password_authentication_enabled_for_git ci_pending_builds.minutes_exceeded merge_requests.retargeted project_ci_cd_settings.push_repository_for_job_token_allowed
    non_additive|enum: application_settings.rsa_key_restriction
    timestamp: ci_builds.started_at keys.last_used_at
    text: ci_pipeline_schedules.description merge_request_diff_files.new_path
    identifier: members.namespace_id
    enum|non_additive: project_features.repository_access_level project_features.security_and_compliance_access_level
  `,
  jaffle_shop: `
    non_additive: stores.tax_rate
  `,
  lobsters: `
    identifier|text: active_storage_variant_records.variation_digest mod_activities.token
    measure: comments.reply_count
    identifier: comments.thread_id
    text: hats.link invitations.memo suggested_titles.title users.username
    boolean: invitation_requests.is_verified stories.user_is_author tags.privileged users.is_moderator users.pushover_mentions
    timestamp: stories.unavailable_at
    text|json: users.settings
    enum: votes.reason
  `,
  open_food_network: `
    identifier: customers.ship_address_id order_cycles_distributor_shipping_methods.order_cycle_id spree_credit_cards.user_id spree_line_items.tax_category_id
    text: enterprise_groups.facebook spree_addresses.city spree_shipping_methods.tracking_url spree_variants.display_name
    identifier|text: flipper_gates.key
    boolean: invoices.cancelled spree_adjustments.mandatory spree_tax_rates.show_rate_in_label spree_users.admin
    timestamp: order_cycles.orders_close_at webhook_endpoints.updated_at
    enum: spree_zone_members.zoneable_type
  `,
  openstreetmap: `
    measure: changesets.num_created_relations changesets.num_modified_nodes users.changesets_count
    identifier|non_additive: current_nodes.tile
    text|identifier: current_way_tags.k oauth_access_tokens.refresh_token
    text: delayed_jobs.handler user_preferences.v
    timestamp: delayed_jobs.locked_at users.creation_time
    identifier: issues.resolved_by noticed_events.record_id
    non_additive: nodes.longitude
    enum: noticed_events.record_type
    boolean: relations.visible users.terms_seen
  `,
  oracle_co: `
    text|enum: stores.logo_charset
    text: stores.store_name stores.web_address
  `,
  oracle_hr: `
    identifier: countries.country_id
    money: jobs.min_salary
    text: locations.state_province regions.region_name
  `,
  pagila: `
    text: address.phone category.name customer.first_name staff.last_name
    enum: film.rating
    identifier: film_category.film_id
  `,
  pubs: `
    boolean: authors.contract
    non_additive: jobs.max_lvl titleauthor.royaltyper
    text: pub_info.pr_info titles.notes
    non_additive|money: roysched.royalty
    identifier: titles.pub_id
  `,
  sakila_mysql: `
    text: address.address2
    timestamp: country.last_update rental.return_date
  `,
  sharetribe: `
    identifier: bookings.id paypal_payments.transaction_id transactions.listing_author_uuid
    measure|non_additive: communities.cover_photo_file_size
    text: communities.label delayed_jobs.locked_by people.last_sign_in_ip people.phone_number shipping_addresses.country
    boolean: communities.use_fb_like
    identifier|text: listing_units.selector_tr_key
    text|identifier: payment_settings.api_publishable_key
    timestamp: paypal_payments.authorization_date
    money: paypal_payments.fee_total_cents
    enum: people.image_content_type
    non_additive: social_links.sort_priority
  `,
  travis_ci: `
    text: account_env_vars.value custom_image_logs.details deleted_commits.author_name deleted_requests.comments_url deleted_ssl_keys.private_key repositories.default_branch ssl_keys.public_key
    text|json: builds.github_payload
    text|identifier: custom_keys.fingerprint requests.head_commit
    identifier|non_additive: deleted_stages.number
    enum: messages.subject_type
    measure: repo_counts.stages
    identifier: subscriptions.canceled_by_id subscriptions.customer_id users.gravatar_id
  `,
  tuva_input: `
    text: appointment.source_appointment_type_description eligibility.zip_code lab_result.file_name provider_attribution.payer_attributed_provider_organization
    boolean|enum|text: eligibility.long_term_institutional_flag
    enum: eligibility.part_d_raf_type
    text|enum: lab_result.data_source lab_result.specimen
    identifier|text|enum: medical_claim.diagnosis_code_16 medical_claim.diagnosis_code_8
    enum|text|boolean: medical_claim.diagnosis_poa_3 medical_claim.diagnosis_poa_5
    timestamp|text: medical_claim.ingest_datetime
    date|text: medical_claim.procedure_date_10 medical_claim.procedure_date_19 medical_claim.procedure_date_20
  `,
  whitehall: `
    text: attachment_data.carrierwave_file featured_image_data.carrierwave_image
    enum: contacts.contactable_type republishing_events.content_type role_translations.locale topical_events.state
    identifier: document_collection_groups.document_collection_id
    non_additive: document_collection_groups.ordering roles.whip_ordering
    text|identifier: editions.slug_override
    boolean: editions.stub flipflop_features.enabled organisations.register_of_interests organisations.regulatory_function
    timestamp: organisational_relationships.created_at
    date: topical_events.start_date
  `,
};
