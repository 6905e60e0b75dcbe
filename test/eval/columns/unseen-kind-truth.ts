/** The same for 150 columns of schemas that no rule was made on, likewise drawn by lot; `~` stands for a space. */
export const UNSEEN_KIND_TRUTH: Readonly<Record<string, string>> = {
  adventureworks: `
    timestamp: scrapreason.modifieddate
  `,
  adventureworks_camel: `
    timestamp: Product.DiscontinuedDate
    money: SalesPerson.Bonus
    time: Shift.EndTime
    identifier: ShipMethod.rowguid
  `,
  bb_auctionmark: `
    timestamp: item.i_start_date item_max_bid.imb_created
  `,
  casa: `
    text: casa_orgs.twilio_api_key_secret
    boolean: checklist_items.mandatory
    enum: noticed_notifications.recipient_type
  `,
  cbioportal: `
    text|identifier: authorities.EMAIL
    enum: sample.SAMPLE_TYPE
  `,
  chado: `
    text: dbxrefprop.value pub.volume
    identifier: featureposprop.cvalue_id
    non_additive: featureposprop.rank
  `,
  civitai: `
    measure|non_additive: ArticleStat.cryCountYear BountyStat.favoriteCountYear
    enum: Bounty.type
    non_additive: BountyEntryRank.tippedCountYearRank
    timestamp: ComicProject.createdAt
    boolean: Tag.isCategory
    identifier: _licensingSource.B block_scope_invocations.synthetic_app_id
  `,
  coursemology: `
    identifier: course_assessment_answer_multiple_response_options.answer_id course_gradebook_assessment_contributions.updater_id
    timestamp: course_assessment_categories.created_at
    boolean: course_assessments.block_student_viewing_after_submitted course_lesson_plan_items.has_personal_times
    text: course_discussion_post_codaveri_feedbacks.original_feedback
    non_additive|measure: course_video_events.video_time
    text|enum: user_identities.provider
  `,
  documenso: `
    timestamp: CscSession.signingTime Folder.updatedAt
    json: VerificationToken.metadata
  `,
  evergreen: `
    other: aged_circulation.grace_period
    timestamp: distribution_formula_application.create_time
    boolean: grp_tree.mfa_required import_item.circulate
    text: hours_of_operation.dow_6_note
    non_additive|measure: script.time_delta
    identifier: url_selector.session usr_standing_penalty.org_unit
  `,
  fineract: `
    date: m_guarantor.dob m_savings_account.approvedon_date
    enum: m_interest_incentives.incentive_type m_product_loan_recalculation_details.rest_frequency_type_enum m_savings_account.account_type_enum sms_campaign.campaign_trigger_type
    non_additive: m_product_loan.fixed_principal_percentage_per_installment
    non_additive|measure: m_product_loan.min_days_between_disbursal_and_first_repayment
  `,
  flowable: `
    identifier: act_cmmn_hi_plan_item_inst.reference_id_ act_hi_detail.task_id_ act_hi_procinst.super_process_instance_id_ act_id_bytearray.id_
    non_additive: act_hi_actinst.rev_
    enum: act_ru_entitylink.ref_scope_type_ act_ru_event_subscr.event_type_
    non_additive|measure: act_ru_variable.long_
  `,
  ghost: `
    timestamp: labels.updated_at
    text|enum: newsletters.button_style newsletters.link_color
    boolean: newsletters.show_header_icon
    identifier: permissions_users.permission_id
    text: posts_meta.twitter_image tags.canonical_url users.instagram
  `,
  ghostfolio: `
    json: SymbolProfile.countries
  `,
  hitobito: `
    text: addresses.street_long_old event_kind_translations.label locations.canton
    timestamp: oauth_access_tokens.revoked_at
    boolean: oauth_applications.confidential
    text|enum: people_filters.range
  `,
  lago: `
    money: credit_notes_taxes.amount_cents
    timestamp: enriched_store_migrations.completed_at recurring_transaction_rules.terminated_at
    identifier: entitlement_entitlements.subscription_id plans.id
    enum|other: rate_cards.regroup_paid_fees
  `,
  langfuse: `
    text: background_migrations.script datasets.remote_experiment_secret_key evaluator_versions.source_code
    timestamp: blob_storage_integrations.next_sync_at
    identifier|text: dashboards.created_by
    text|enum: organizations.cloud_free_tier_usage_threshold_state
  `,
  maybe: `
    text|identifier: oauth_access_tokens.token
    enum: rule_actions.action_type
  `,
  omop: `
    date: drug_era.drug_era_end_date note_nlp.nlp_date
    text|identifier|enum: procedure_occurrence.modifier_source_value visit_occurrence.discharged_to_source_value
    text: vocabulary.vocabulary_version
  `,
  openlmis: `
    non_additive: pod_line_items.productdisplayorder
    timestamp: program_product_price_history.startdate shipment_line_items.createddate
    text|enum|identifier: regimen_line_items.regimencategory
    text: vaccine_logistics_master_columns.description
    measure|non_additive: vaccine_report_coverage_line_items.outreachfemale
    identifier: vaccine_report_logistics_line_items.modifiedby
    text|identifier: var_item_partials.lotnumber
  `,
  openmrs: `
    timestamp: allergy.date_changed concept_attribute.date_created
    identifier: diagnosis_attribute_type.diagnosis_attribute_type_id patient_program_attribute.creator test_order.location visit.voided_by visit_attribute_type.changed_by
    text|enum: field.retire_reason
  `,
  orangehrm: `
    identifier: hs_hr_emp_language.emp_number
    non_additive|measure: hs_hr_emp_us_tax.tax_federal_exceptions
    text: ohrm_display_field.sort_field ohrm_location.notes ohrm_project.name
    date: ohrm_job_candidate.date_of_application
    text|identifier: ohrm_openid_user_identity.user_identity
  `,
  oscar: `
    identifier|text: catalogue_attributeoptiongroup.code
    text|enum: catalogue_product.structure
    identifier: offer_rangeproductfileupload.range_id
    text: partner_partneraddress.postcode
  `,
  ovirt: `
    enum: images.volume_classification
    non_additive|measure: numa_node.cpu_sys
    text: qrtz_simprop_triggers.str_prop_2 vm_static.cpu_pinning
    timestamp|non_additive: qrtz_triggers.next_fire_time
    boolean: user_profiles.user_portal_vm_auto_login
    text|identifier: vm_guest_agent_interfaces.mac_address
    non_additive: vm_vds_numa_node_map.vds_numa_node_index
  `,
  papermark: `
    identifier: DataroomDocument.documentId
    measure: DocumentUpload.numPages
    boolean: Link.enableFeedback LinkPreset.allowDownload
    text: Link.metaDescription jackson_store.tag
    text|enum|identifier: jackson_store.namespace
  `,
  synapse: `
    text: application_services_txns.event_ids events.rejection_reason
    boolean|non_additive|measure: event_push_actions_staging.highlight
    enum: push_rules.priority_class
    timestamp|non_additive: worker_locks.last_renewed_ts
  `,
  thingsboard: `
    text: customer.address
    enum: ota_package.checksum_algorithm
  `,
  tpcds: `
    identifier: catalog_sales.cs_bill_hdemo_sk web_site.web_open_date_sk
    date: web_page.wp_rec_end_date
  `,
  wwi_dw: `
    non_additive: Date.Calendar~Month~Number
    text: Employee_Staging.Preferred~Name
    identifier: Lineage.Lineage~Key
    money: StockItem_Staging.Recommended~Retail~Price
    non_additive|measure: StockItem_Staging.Typical~Weight~Per~Unit
  `,
};
