using System.Collections.Frozen;
using Jingan.TargetMgmt.Contracts;
using static Jingan.TargetMgmt.Contracts.ProblemCode;

namespace Jingan.TargetMgmt.Api.Interface;

/// <summary>The refusals that follow from what a route is about, by the endpoint's name. What follows from access, body
/// and log is in <see cref="Problems"/>.</summary>
/// <remarks>The API tests fail on any answer whose code is in neither place.</remarks>
internal static class RouteProblems
{
    public static readonly FrozenDictionary<string, ProblemCode[]> ByRoute = new Dictionary<string, ProblemCode[]>
    {
        ["GetTarget"] = [NotFound, NotYourTarget],
        ["TargetHistory"] = [NotFound, NotYourTarget],
        ["CreateTarget"] = [AlreadyExists],
        ["AddTargetVersion"] = [NotFound, TargetChangesClosed],
        ["PutPeriod"] = [PeriodClosed],
        ["OpenYear"] = [AlreadyExists],
        ["GrantExtension"] = [NotFound, PeriodNotOwed],
        ["RequestExtension"] = [NotFound, NotYourTarget, PeriodNotOwed, ExtensionRequestOpen],
        ["AnswerExtensionRequest"] = [NotFound, ExtensionRequestAnswered],
        ["SubmitProgress"] =
            [NotFound, NotYourTarget, PeriodNotOpen, PeriodNotOwed, PeriodClosed, RemarkAnswered],
        ["PutDraft"] = [NotFound, NotYourTarget, PeriodNotOwed, DraftChanged],
        ["GetDraft"] = [NotFound],
        ["DiscardDraft"] = [DraftChanged],
        ["SubmitDrafts"] = [SignatoryRequired, DraftsRefused],
        ["GetSheet"] = [NotFound, Forbidden],
        ["SubmitBatch"] = [BatchRefused, SheetMismatch],
        ["RenewCalendar"] = [Invalid, ConcurrentWrite, Busy, ClockBehind],
        ["GetTodoCalendar"] = [NotFound],
        ["CertifyValue"] = [NotFound, NotCertifyingUnit, PeriodNotOpen, PeriodNotOwed],
        ["ListCertifiedValues"] = [NotFound, NotYourTarget],
        ["MakeRemark"] = [NotFound, PeriodClosed, StaleRevision, AlreadyRemarked],
        ["AnswerWaiting"] = [NotFound, Forbidden],
        ["ListTargetProgress"] = [NotFound, NotYourTarget],
        ["AddEvidence"] = [EvidenceIncomplete, EvidenceDiffers, EvidenceTypeRefused, EvidenceRemoved],
        ["OpenUpload"] = [EvidenceUploadsOpen],
        ["GetUpload"] = [NotFound],
        ["ContinueUpload"] = [NotFound, EvidenceOffset, EvidenceIncomplete, EvidenceDiffers],
        ["CompleteUpload"] = [NotFound, EvidenceOffset, EvidenceDiffers, EvidenceTypeRefused, EvidenceRemoved],
        ["GetEvidence"] = [NotFound, EvidenceRemoved, EvidenceUnreadable],
        ["RemoveEvidence"] = [NotFound, AlreadyExists],
        ["ListProgress"] = [NotFound],
        ["ListPublicRatings"] = [PublicPageClosed, FactsUnavailable],

        ["RegisterAssessor"] = [AlreadyExists, NameTaken],
        ["RevokeKey"] = [AlreadyExists, NotFound],
        ["DeclareConflict"] = [AlreadyExists],
        ["ApproveAccess"] = [AlreadyExists, NotFound, NameTaken],
        ["GetScheme"] = [NotFound],
        ["PublishScheme"] = Scheme([SchemeDuplicateVersion]),
        ["PreviewScheme"] = Scheme([NotFound]),
        ["GetWorklist"] = [NotFound],
        ["GetWorklistWorkbook"] = [NotFound],
        ["RateTarget"] =
        [
            NotFound, ConflictOfInterest, SameAssessor, StaleBasis, BasisDiffers, SuggestionDiffers, AlreadyRated,
            NotYetRated, UnknownColour, UnknownScheme, UnknownDivergence,
            DivergenceReasonRequired, SecondMarkNotSampled,
        ],
        ["DrawSample"] = [AlreadyExists, PeriodNotClosed, UnknownScheme],
        ["GetSample"] = [NotFound],
        ["GetReport"] = [NotFound],
        ["GetReportJson"] = [NotFound],
        ["IssueReport"] =
        [
            NotFound, PeriodNotClosed, AlreadyIssued, StaleRatings, RatingsIncomplete, StatisticsDiffer, UnknownScheme,
        ],

        ["PullOverview"] = [NotFound],
        ["PullOverviewCsv"] = [NotFound],
        ["PullOverviewJson"] = [NotFound],
        ["PullUnits"] = [NotFound],
        ["PullUnitsCsv"] = [NotFound],
        ["PullUnitsJson"] = [NotFound],
        ["PullTransitions"] = [NotFound],
        ["PullTransitionsCsv"] = [NotFound],
        ["PullTransitionsJson"] = [NotFound],
        ["PullCompleteness"] = [NotFound],
        ["PullCompletenessCsv"] = [NotFound],
        ["PullCompletenessJson"] = [NotFound],
        ["PullCooperation"] = [NotFound],
        ["PullCooperationCsv"] = [NotFound],
        ["PullCooperationJson"] = [NotFound],
        ["PullBurden"] = [NotFound],
        ["PullBurdenCsv"] = [NotFound],
        ["PullBurdenJson"] = [NotFound],
        ["PullNotice"] = [NotFound, ReportNotIssued],
        ["PullWorkbook"] = [NotFound],
        ["PullPage"] = [NotFound],

        ["GetCheckpoint"] = [NotFound],
        ["GetTile"] = [NotFound],
        ["GetEntryBundle"] = [NotFound, Embargoed, EntryWithheld],
        ["GetEntry"] = [NotFound, Embargoed, EntryWithheld],
        ["GetProof"] = [NotFound],
        ["FindEntry"] = [NotFound],
        ["GetAddCheckpoint"] = [NotFound],
        ["AddCosignatures"] = [NotFound, CosignatureNotValid],
        ["ResendWebhookMessage"] = [NotFound, TooLarge], // it reads no body, and bounds it
    }.ToFrozenDictionary();

    private static ProblemCode[] Scheme(ProblemCode[] others) =>
        [SchemeColourUnknown, SchemeNotTotal, SchemeOverlap, SchemeNotMonotone, SchemeUnreachable, SchemeContrast,
            .. others];
}
