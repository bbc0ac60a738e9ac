//! A type for each code set that a kind uses.

use crate::code::code_sets;

code_sets! {
    /// Sex as recognised in law.
    Sex = "sex";
    /// Gender identity.
    GenderIdentity = "gender_identity";
    /// Ethnicity.
    Ethnicity = "ethnicity";
    /// Country, as nationality.
    CountryOfOrigin = "country_of_origin";
    /// Country or territory in which somebody is told.
    CountryOfRecipient = "country_of_recipient";
    /// How well a date of birth is known.
    BirthPrecision = "birth_precision";
    /// Why there is no unique pupil number.
    UpnUnknown = "upn_unknown";
    /// Type of placement.
    PlacementType = "placement_type";
    /// Provider of a placement.
    PlacementProvider = "placement_provider";
    /// Why a placement changed.
    ReasonPlacementChange = "reason_placement_change";
    /// Why a child is looked after: fixed for the period of care.
    CategoryOfNeed = "category_of_need_cla";
    /// Legal status of a looked-after child.
    LegalStatus = "legal_status";
    /// Why a care episode began.
    ReasonNewEpisode = "reason_new_episode";
    /// Why a care episode, or a period of care, ended.
    ReasonEpisodeCeased = "reason_episode_ceased";
    /// Plan for permanence.
    PermanencePlan = "permanence_plan";
    /// How a child took part in a review.
    ReviewParticipation = "review_participation";
    /// How far a reviewing officer took a disagreement.
    ReviewEscalation = "review_escalation";
    /// What a health check looked at.
    HealthCheckType = "health_check_type";
    /// How a health check stands.
    HealthCheckStatus = "health_check_status";
    /// Why there is no score of strengths and difficulties.
    SdqReason = "sdq_reason";
    /// Who filled in a questionnaire of strengths and difficulties.
    SdqCompletedBy = "sdq_completed_by";
    /// What came of an offence.
    OffenceOutcome = "offence_outcome";
    /// Missing, or away without authorisation.
    MissingType = "missing_type";
    /// Risk to a missing person, as the police grade it.
    MissingRisk = "missing_risk";
    /// What drives or draws a child away.
    MissingFactor = "missing_factor";
    /// Yes, no or not applicable.
    YesNoNa = "yes_no_na";
    /// How a personal education plan stands.
    PepStatus = "pep_status";
    /// How the virtual school judges a personal education plan.
    PepQuality = "pep_quality";
    /// A term of the school year.
    SchoolTerm = "school_term";
    /// How a looked-after child and their family keep in touch.
    FamilyTimeKind = "family_time_kind";
    /// Permanent home that a child had left care for before.
    PreviousPermanence = "previous_permanence";
    /// Why a decision to place for adoption was reversed.
    ReasonNoLongerPlaced = "reason_no_longer_placed";
    /// Order that makes a home permanent.
    PermanenceOrderType = "permanence_order_type";
    /// How many adopt.
    NumberOfAdopters = "number_of_adopters";
    /// Sex of the adopters.
    SexOfAdopters = "sex_of_adopters";
    /// Legal status of the adopters.
    LegalStatusOfAdopters = "legal_status_of_adopters";
    /// How the approval of adopters stands.
    AdopterApproval = "adopter_approval";
    /// How it was found out whose contact it is.
    ContactIdentified = "contact_identified";
    /// Duties that are owed to a care leaver.
    CareLeaverEligibility = "care_leaver_eligibility";
    /// Whether the authority is in touch with a care leaver.
    CareLeaverInTouch = "care_leaver_in_touch";
    /// What a care leaver mainly does.
    CareLeaverActivity = "care_leaver_activity";
    /// Where a care leaver lives.
    CareLeaverAccommodation = "care_leaver_accommodation";
    /// Whether accommodation is suitable.
    AccommodationSuitability = "accommodation_suitability";
    /// What was decided about a private fostering arrangement.
    PrivateFosteringDecision = "private_fostering_decision";
    /// Why there is no unique pupil number, by the SEN2 return.
    UpnUnknownSen2 = "upn_unknown_sen2";
    /// Disability.
    Disability = "disability";
    /// Immigration status.
    ImmigrationStatus = "immigration_status";
    /// What an address is to the person.
    AddressType = "address_type";
    /// Whose numbering an identifier belongs to.
    LinkedIdentifierType = "linked_identifier_type";
    /// What sort of name a name is.
    NameType = "name_type";
    /// What sort of way to reach somebody it is.
    ContactDetailKind = "contact_detail_kind";
    /// Who somebody is to the person.
    RelationshipType = "relationship_type";
    /// By what parental responsibility is held.
    ParentalResponsibilityBasis = "parental_responsibility_basis";
    /// What sort of group a household is.
    HouseholdKind = "household_kind";
    /// What a worker or team does for the person.
    InvolvementRole = "involvement_role";
    /// Why the social worker changed.
    SwChangeReason = "sw_change_reason";
    /// What a team does.
    TeamKind = "notice_team";
    /// Special educational need.
    SenNeedType = "sen_need_type";
    /// What became of a request for an education, health and care plan.
    EhcpRequestOutcome = "ehcp_request_outcome";
    /// What became of an assessment for such a plan.
    EhcpAssessmentOutcome = "ehcp_assessment_outcome";
    /// Whether an exception to the 20 weeks applied.
    EhcpExceptions = "ehcp_exceptions";
    /// Why such a plan ceased.
    EhcpCeaseReason = "ehcp_cease_reason";
    /// What sort of behaviour was noted.
    BehaviourKind = "behaviour_kind";
    /// What sort of medical note it is.
    MedicalKind = "medical_kind";
    /// Who a contact came from.
    ContactSource = "contact_source";
    /// What a contact led to.
    ContactOutcomeFlag = "contact_outcome_flag";
    /// What was decided on a contact.
    ContactDecision = "contact_decision";
    /// Whether the family knows and agrees.
    ConsentKnown = "consent_known";
    /// Level of need, by the threshold document.
    LevelOfNeed = "level_of_need";
    /// Agency of the hub.
    MashAgency = "mash_agency";
    /// Basis on which information is shared.
    SharingBasis = "sharing_basis";
    /// How serious an agency thinks what it knows.
    EnquiryRating = "enquiry_rating";
    /// Who referred.
    ReferralSource = "referral_source";
    /// What a referral led to.
    ReferralOutcomeFlag = "referral_outcome_flag";
    /// Primary need of a child in need.
    PrimaryNeed = "primary_need";
    /// Why a social care episode closed.
    CinClosureReason = "cin_closure_reason";
    /// Why early help ended.
    EarlyHelpEndReason = "early_help_end_reason";
    /// Factor found in an assessment.
    AssessmentFactor = "assessment_factor";
    /// What an assessment led to.
    AssessmentOutcomeFlag = "assessment_outcome_flag";
    /// What a strategy discussion decided.
    StrategyDecision = "strategy_decision";
    /// What a section 47 enquiry led to.
    S47OutcomeFlag = "s47_outcome_flag";
    /// What sort of conference it is.
    ConferenceKind = "conference_kind";
    /// What a conference came to.
    IcpcOutcomeFlag = "icpc_outcome_flag";
    /// Category of abuse of a child protection plan.
    CpCategoryOfAbuse = "cp_category_of_abuse";
    /// What a review of a child in need plan decided.
    CinReviewDecision = "cin_review_decision";
    /// What sort of exploitation it is.
    MaceExploitationType = "mace_exploitation_type";
    /// Level of risk of exploitation.
    MaceRiskLevel = "mace_risk_level";
    /// What the National Referral Mechanism decided.
    NrmDecision = "nrm_decision";
    /// What somebody may choose not to say.
    VoluntaryQuestion = "voluntary_question";
    /// What sort of note it is.
    NoteKind = "note_kind";
    /// What a piece of work was for.
    ActivityPurpose = "activity_purpose";
    /// Under which duty a visit was made.
    VisitContext = "visit_context";
    /// What sort of document it is.
    DocumentKind = "document_kind";
    /// On what a record is kept.
    RecordMedium = "record_medium";
    /// How a document is classed.
    DocumentClassification = "document_classification";
    /// How a conflict of interest is known.
    ConflictKind = "conflict_kind";
    /// What the review of an emergency access found.
    GlassReview = "glass_review";
    /// Why an allegation is for the designated officer.
    AllegationThreshold = "allegation_threshold";
    /// How an allegation ended.
    AllegationOutcome = "allegation_outcome";
    /// What sort of serious incident it is.
    SeriousIncidentKind = "serious_incident_kind";
    /// Of what a placement notice tells.
    PlacementNoticeOf = "placement_notice_of";
    /// Who is told of a placement.
    PlacementNoticeTo = "placement_notice_to";
    /// Suspension or exclusion.
    ExclusionKind = "exclusion_kind";
    /// How an outcome of a plan stands.
    OutcomeState = "outcome_state";
    /// How far a reviewing officer’s concern has gone.
    EscalationStage = "escalation_stage";
    /// What a reviewing officer’s concern is about.
    EscalationSubject = "escalation_subject";
    /// Grade of a case audit.
    AuditGrade = "audit_grade";
    /// What an adoption panel was asked.
    AdoptionPanelQuestion = "adoption_panel_question";
    /// What a panel recommends, or an agency decides.
    PanelRecommendation = "panel_recommendation";
    /// Which way a letter went.
    LetterboxDirection = "letterbox_direction";
    /// What a foster household is approved for.
    FosterApproval = "foster_approval";
    /// Why the approval of a foster household ended.
    FosterEndReason = "foster_end_reason";
    /// What somebody is in a foster household.
    FosterMember = "foster_member";
    /// What came of an application to foster.
    FosterOutcome = "foster_outcome";
    /// What came of a foster carer’s review.
    FosterReviewOutcome = "foster_review_outcome";
    /// What sort of concern about a foster household it is.
    FosterConcernKind = "foster_concern_kind";
    /// What came of a concern about a foster household.
    FosterConcernOutcome = "foster_concern_outcome";
    /// What a legal meeting decided.
    PloLegalGatewayOutcome = "plo_legal_gateway_outcome";
    /// How pre-proceedings ended.
    PloPreprocOutcome = "plo_preproc_outcome";
    /// Why an application was made at short notice.
    PloShortNoticeReason = "plo_short_notice_reason";
    /// Plan for the child when proceedings begin.
    PloInitialCarePlan = "plo_initial_care_plan";
    /// Plan for the child on which the court decides.
    PloFinalCarePlan = "plo_final_care_plan";
    /// Yes, no or not known.
    YesNoUnknown = "yes_no_unknown";
    /// What is applied for in court.
    CourtApplication = "court_application";
    /// How proceedings ended.
    CourtOutcome = "court_outcome";
    /// As what somebody takes part in proceedings.
    CourtPart = "court_part";
    /// What sort of hearing it is.
    HearingKind = "hearing_kind";
    /// Which order a court made.
    CourtOrder = "court_order";
    /// A statutory return or dataset that is made from records.
    StatutoryReturn = "statutory_return";
    /// How far what is told of a child in the daily data is.
    DailyState = "daily_state";
    /// Which files a hold covers.
    HoldScope = "hold_scope";
    /// What is decided about a file whose time has come.
    DisposalDecision = "disposal_decision";
    /// What somebody said who was offered what cannot be replaced.
    KeepsakeAnswer = "keepsake_answer";
    /// What information is shared for, in the words of the notices.
    NoticeSharingReason = "notice_sharing_reason";
    /// The sorts of recipients that the notices name.
    NoticeRecipient = "notice_recipient";
    /// By which way something goes out.
    SharingWay = "sharing_way";
    /// What was decided about sharing.
    SharingOutcome = "sharing_outcome";
    /// How far a share is.
    SharingState = "sharing_state";
    /// How it goes to the recipient.
    SharingChannel = "sharing_channel";
    /// Whether the family was asked to agree to a share.
    SharingConsent = "sharing_consent";
    /// Whether the family was told of a share.
    SharingTold = "sharing_told";
    /// A category of data, in the words of the notices.
    NoticeDataCategory = "notice_data_category";
    /// Who agrees, or refuses, for a person.
    ConsentGiver = "consent_giver";
    /// Why somebody can decide for themselves or for a child.
    ConsentCapacity = "consent_capacity";
    /// Why nobody was asked to agree.
    ConsentNotSought = "consent_not_sought";
    /// Why the person was not told.
    NotToldBecause = "not_told_because";
    /// By which authority the police ask.
    PoliceAuthority = "police_authority";
    /// What makes a transfer abroad lawful.
    TransferMechanism = "transfer_mechanism";
    /// An exception by which something may go abroad.
    TransferException = "transfer_exception";
    /// What somebody answered who was offered to withdraw.
    WithdrawalAnswer = "withdrawal_answer";
    /// What a lawyer decided of what a withdrawn relative told.
    ApartDecision = "apart_decision";
    /// How a privacy notice was given.
    NoticeChannel = "notice_channel";
    /// The basis of UK GDPR Article 6.
    LawfulBasisArticle6 = "lawful_basis_article6";
    /// The condition of UK GDPR Article 9.
    Article9Condition = "article9_condition";
    /// What sort of agreement to share something is.
    AgreementSort = "agreement_sort";
    /// The duty that an assessment meets.
    AssessmentDuty = "assessment_duty";
    /// A right over what is held about somebody.
    DsrRight = "dsr_right";
    /// How a request or a complaint came.
    RequestChannel = "request_channel";
    /// In what capacity somebody asks or complains.
    RequesterCapacity = "requester_capacity";
    /// What was decided about a request.
    RequestOutcome = "request_outcome";
    /// A stage of a complaint.
    ComplaintStage = "complaint_stage";
    /// What a stage of a complaint found.
    ComplaintOutcome = "complaint_outcome";
}
