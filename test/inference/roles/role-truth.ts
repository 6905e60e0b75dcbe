import type { Role } from '../../../src/inference/beliefs.ts';
import { ROLES } from '../../../src/inference/beliefs.ts';
import { UNSEEN_ROLE_TRUTH } from './unseen-role-truth.ts';

/**
 * What an analytics engineer would call each table of some public schemas, written by judgement before the code was
 * asked. A key with several roles (`event|fact`) holds tables on which experts differ: either is right. `technical` is
 * what nobody would model; `bridge` also holds the values that an entity has several of. By the catalog's name, for the
 * schemas that the rules were made with. After the first run one noun, `comment`, and `ip_bans` got the roles that the same
 * nouns had elsewhere.
 */
const TRUTH: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  lobsters: {
    dimension: 'domains origins stories story_texts tags users hats',
    'dimension|fact': 'mod_mails',
    'dimension|fact|event': 'comments',
    'event|fact':
      'invitations invitation_requests hat_requests messages mod_activities mod_mail_messages mod_notes moderations notifications votes suggested_titles',
    'event|fact|bridge': 'hidden_stories read_ribbons saved_stories suggested_taggings links usernames',
    bridge: 'taggings tag_filters mod_mail_recipients',
    'bridge|event': 'mod_mail_references',
    classification: 'categories',
    snapshot: 'comment_stats',
    'technical|dimension': 'keystores mastodon_apps action_mailbox_inbound_emails',
    technical: 'active_storage_attachments active_storage_blobs active_storage_variant_records',
  },
  oracle_co: {
    dimension: 'customers stores products',
    fact: 'orders order_items',
    'fact|dimension': 'shipments',
    'fact|snapshot': 'inventory',
  },
  oracle_hr: {
    'classification|dimension': 'regions countries locations jobs',
    dimension: 'departments employees',
    snapshot: 'job_history',
  },
  pubs: {
    dimension: 'authors publishers titles stores employee',
    bridge: 'titleauthor',
    fact: 'sales',
    'classification|dimension': 'jobs',
    'dimension|technical': 'pub_info',
    'fact|dimension|classification': 'roysched discounts',
  },
  f1: {
    dimension: 'circuits constructors drivers',
    'dimension|fact': 'races',
    fact: 'qualifying results sprint_results',
    'fact|snapshot': 'constructor_results constructor_standings driver_standings',
    'fact|event': 'lap_times pit_stops',
    classification: 'status',
    'classification|dimension': 'position_descriptions seasons',
  },
  bench_tpcc: {
    dimension: 'warehouse district customer item',
    'snapshot|fact': 'stock',
    'fact|event': 'history',
    fact: 'oorder order_line',
    'bridge|fact|event': 'new_order',
  },
  bench_twitter: { dimension: 'user_profiles', bridge: 'followers follows', 'event|fact': 'tweets added_tweets' },
  bench_wikipedia: {
    dimension: 'useracct page',
    'bridge|dimension|classification': 'user_groups page_restrictions',
    'fact|event|dimension': 'ipblocks',
    event: 'logging recentchanges',
    'event|fact|snapshot': 'revision',
    'dimension|technical': 'text',
    'bridge|event|fact': 'watchlist',
  },
  fivetran_shopify: {
    dimension: 'collection customer inventory_item price_rule product product_variant shop',
    'dimension|classification': 'location',
    'dimension|technical|bridge': 'metafield product_image',
    'dimension|classification|fact': 'discount_code',
    bridge: 'collection_product customer_tag order_tag order_url_tag product_tag order_note_attribute',
    fact: 'abandoned_checkout fulfillment order order_line order_line_refund order_adjustment order_shipping_line order_shipping_tax_line tax_line refund tender_transaction transaction abandoned_checkout_shipping_line',
    'fact|bridge': 'order_discount_code abandoned_checkout_discount_code',
    event: 'fulfillment_event',
    'snapshot|fact|bridge': 'inventory_level',
  },
  fivetran_github: {
    bridge: 'issue_assignee issue_label repo_team',
    event: 'issue_closed_history issue_merged requested_reviewer_history',
    'event|fact': 'issue_comment pull_request_review',
    'fact|dimension': 'issue pull_request',
    'dimension|classification': 'label',
    dimension: 'repository team user',
  },
  fivetran_jira: {
    'event|fact': 'comment',
    dimension: 'project sprint user version',
    'dimension|classification': 'component field field_option',
    'fact|dimension': 'issue',
    'event|snapshot|fact': 'issue_field_history issue_multiselect_history',
    bridge: 'issue_link',
    classification: 'issue_type priority resolution status status_category',
  },
  fivetran_asana: {
    dimension: 'project team user',
    'dimension|classification': 'section tag',
    bridge: 'project_task task_follower task_section task_tag',
    'event|fact': 'story',
    'fact|dimension': 'task',
  },
  fivetran_xero: {
    dimension: 'contact organization',
    'dimension|classification': 'account',
    fact: 'bank_transaction credit_note invoice invoice_line_item journal journal_line',
  },
  fivetran_klaviyo: {
    'dimension|fact': 'campaign',
    event: 'event',
    dimension: 'flow person',
    'dimension|classification': 'metric',
  },
  fivetran_google_ads: {
    snapshot: 'account_history ad_group_criterion_history ad_group_history ad_history campaign_history',
    'fact|snapshot': 'account_stats ad_group_stats ad_stats campaign_stats keyword_stats',
  },
  danbooru: {
    'bridge|fact': 'ai_tags',
    technical:
      'ar_internal_metadata schema_migrations good_job_batches good_job_executions good_job_processes good_job_settings good_jobs',
    'technical|dimension': 'api_keys site_credentials rate_limits ip_geolocations media_metadata',
    'technical|dimension|event': 'login_sessions user_sessions',
    dimension: 'artists forum_topics media_assets pools tags users wiki_pages',
    'dimension|bridge': 'artist_urls email_addresses artist_commentaries',
    'dimension|fact|event': 'comments ip_bans',
    'dimension|fact': 'posts uploads forum_posts notes news_updates favorite_groups saved_searches upgrade_codes',
    'snapshot|event':
      'artist_commentary_versions artist_versions note_versions pool_versions post_versions tag_versions wiki_page_versions',
    'event|fact':
      'bans bulk_update_requests comment_votes forum_post_votes dmails mod_actions moderation_reports post_appeals post_approvals post_disapprovals post_flags post_replacements post_votes reactions user_events user_feedback user_name_change_requests user_upgrades',
    'event|bridge|fact': 'favorites forum_topic_visits upload_media_assets',
    'event|bridge|dimension|fact': 'dtext_links tag_aliases tag_implications',
  },
  openstreetmap: {
    'technical|dimension':
      'acls oauth_access_grants oauth_access_tokens oauth_applications oauth_openid_requests spammy_phrases',
    technical:
      'active_storage_attachments active_storage_blobs active_storage_variant_records ar_internal_metadata delayed_jobs schema_migrations',
    'event|fact':
      'changeset_comments diary_comments issue_comments messages note_comments reports noticed_events noticed_notifications gps_points',
    'bridge|dimension':
      'changeset_tags current_node_tags current_relation_tags current_way_tags gpx_file_tags node_tags relation_tags way_tags user_preferences social_links',
    'fact|dimension': 'changesets diary_entries gpx_files issues notes user_blocks moderation_zones',
    bridge:
      'changesets_subscribers current_relation_members current_way_nodes diary_entry_subscriptions note_subscriptions relation_members way_nodes user_roles',
    'bridge|event': 'friends user_mutes',
    dimension: 'current_nodes current_relations current_ways users',
    'dimension|classification': 'redactions',
    classification: 'languages',
    'snapshot|dimension': 'nodes relations ways',
  },
  open_food_network: {
    technical:
      'active_storage_attachments active_storage_blobs active_storage_variant_records flipper_features flipper_gates sessions spree_preferences',
    'technical|dimension':
      'column_preferences connected_apps custom_tabs oidc_accounts report_rendering_options spree_calculators spree_configurations spree_gateways spree_tokenized_permissions stripe_accounts terms_of_service_files webhook_endpoints spree_assets spree_paypal_accounts tag_rules',
    'technical|event': 'spree_log_entries versions',
    'dimension|technical|fact|bridge': 'adjustment_metadata',
    'bridge|dimension':
      'coordinator_fees dfc_permissions enterprise_relationships producer_properties spree_product_properties semantic_links',
    bridge:
      'distributors_payment_methods distributors_shipping_methods enterprise_groups_enterprises enterprise_relationship_permissions enterprise_roles exchange_fees exchange_variants order_cycle_schedules order_cycles_distributor_payment_methods order_cycles_distributor_shipping_methods spree_roles_users spree_shipping_method_categories spree_shipping_methods_zones spree_zone_members variant_links',
    'bridge|event': 'taggings',
    'bridge|dimension|snapshot': 'inventory_items variant_overrides',
    dimension:
      'customers enterprise_groups enterprises order_cycles spree_payment_methods spree_products spree_shipping_methods spree_stock_locations spree_users spree_variants',
    'dimension|classification':
      'enterprise_fees schedules spree_properties spree_roles spree_tax_rates spree_taxons spree_zones tags spree_shipping_categories spree_tax_categories spree_addresses',
    'dimension|fact': 'exchanges spree_credit_cards subscriptions vouchers spree_paypal_express_checkouts',
    classification: 'spree_countries spree_states',
    'fact|event': 'customer_account_transactions spree_stock_movements spree_state_changes',
    fact: 'invoices proxy_orders spree_adjustments spree_line_items spree_orders spree_payments spree_return_authorizations spree_shipments subscription_line_items',
    'fact|bridge|dimension': 'spree_inventory_units spree_shipping_rates spree_prices',
    'snapshot|fact|dimension': 'spree_stock_items',
  },
  tuva_input: {
    fact: 'appointment medical_claim pharmacy_claim',
    'fact|event': 'immunization lab_result observation',
    'snapshot|dimension': 'eligibility',
    snapshot: 'provider_attribution',
  },
  jaffle_shop: { dimension: 'customers products stores supplies' },
  jaffle_shop_duckdb: { dimension: 'customers', fact: 'orders payments' },
  airbnb: { dimension: 'RAW_HOSTS RAW_LISTINGS', 'event|fact': 'RAW_REVIEWS' },
};

/** The roles that experts would accept, by schema and table. */
export const ACCEPTED_ROLES: Readonly<Record<string, Readonly<Record<string, readonly Role[]>>>> = Object.fromEntries(
  Object.entries({ ...TRUTH, ...UNSEEN_ROLE_TRUTH }).map(([schema, roles]) => [
    schema,
    Object.fromEntries(
      Object.entries(roles).flatMap(([accepted, tables]) =>
        tables.split(' ').map((table) => [table, ROLES.filter((role) => accepted.split('|').includes(role))]),
      ),
    ),
  ]),
);
