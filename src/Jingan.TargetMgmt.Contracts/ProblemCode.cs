namespace Jingan.TargetMgmt.Contracts;

/// <summary>Stable error codes. A code is never renamed or reused; clients branch on it.</summary>
/// <param name="Code">The wire value of the <c>code</c> member.</param>
/// <param name="Status">The HTTP status it is always sent with.</param>
/// <param name="Title">The same short text for every occurrence.</param>
public sealed partial record ProblemCode(string Code, int Status, Text Title)
{
    /// <summary>The request broke a rule; <c>errors</c> names the members.</summary>
    public static readonly ProblemCode Invalid = new(
        "invalid_request", 400, new("请求内容有误", "The request is not valid."));

    /// <summary>The access token is known and counts no more.</summary>
    public static readonly ProblemCode TokenExpired = new(
        "token_expired", 401, new("访问令牌已过期", "The access token has expired."));

    /// <summary>No access token, or one that is unknown or revoked.</summary>
    public static readonly ProblemCode Unauthenticated = new(
        "unauthenticated", 401, new("未登录或访问令牌无效", "The caller is not known."));

    /// <summary>The evaluator's token is on record, and no assessor's key has approved it.</summary>
    public static readonly ProblemCode AccessNotApproved = new(
        "access_not_approved", 401, new("访问令牌尚未批准", "The access token is not approved yet."));

    /// <summary>The token is not on the record of the side it was sent to.</summary>
    public static readonly ProblemCode AccessNotRecorded = new(
        "access_not_recorded", 401, new("访问令牌尚未登记", "The access token is not on record."));

    /// <summary>The identity provider vouches for the caller, and no line of the file of people is the caller's.
    /// </summary>
    public static readonly ProblemCode PersonUnknown = new(
        "person_unknown", 401, new("已登录，但未在本系统登记", "The person is signed in and not known here."));

    /// <summary>The identity provider does not answer, and the keys of its tokens are not known.</summary>
    public static readonly ProblemCode SignInUnavailable = new(
        "sign_in_unavailable", 503, new("统一身份认证暂不可用", "The identity provider does not answer."));

    /// <summary>What was signed names another deployment's log.</summary>
    public static readonly ProblemCode OtherLog = new(
        "other_log", 422, new("签名对象为另一日志", "It was signed for another log."));

    /// <summary>The name is taken by somebody else, looks like one that is, or stands for the service itself.</summary>
    public static readonly ProblemCode NameTaken = new(
        "name_taken", 409, new("名称已被使用或易混淆", "The name is taken or looks like another."));

    /// <summary>The JWS is malformed, its key unknown, or its signature wrong.</summary>
    public static readonly ProblemCode BadSignature = new(
        "bad_signature", 401, new("签名无效", "The signature is not valid."));

    /// <summary>The key that signed was replaced or revoked: what it signs no longer counts.</summary>
    public static readonly ProblemCode AssessorKeyRevoked =
        new("assessor_key_revoked", 401, new("签名密钥已更换或撤销", "The signing key is replaced or revoked."));

    /// <summary>After a period's close: the rating names neither the version and report that count,
    /// nor a later one that is there.</summary>
    public static readonly ProblemCode BasisDiffers = new(
        "basis_differs", 409, new("评定依据不是计入本期的填报", "The rating judges what does not count for the period."));

    /// <summary>The caller's role does not allow this.</summary>
    public static readonly ProblemCode Forbidden = new("forbidden", 403, new("无权进行此操作", "The caller may not do this."));

    /// <summary>Only the independent evaluator writes on this side.</summary>
    public static readonly ProblemCode EvaluatorOnly = new(
        "evaluator_only", 403, new("仅限第三方评估机构", "Only the evaluator may do this."));

    /// <summary>The assessor has declared a conflict of interest with a unit of the target.</summary>
    public static readonly ProblemCode ConflictOfInterest = new(
        "conflict_of_interest", 403, new("存在利益冲突", "The assessor has a conflict of interest."));

    /// <summary>The target belongs to other units.</summary>
    public static readonly ProblemCode NotYourTarget = new(
        "not_your_target", 403, new("不是本单位牵头或配合的目标", "The target is another unit's."));

    /// <summary>The log entries hold ratings of a period that is not released yet.</summary>
    public static readonly ProblemCode Embargoed = new(
        "embargoed", 403, new("该期评定尚未发布", "The period's ratings are not released yet."));

    /// <summary>Among the log entries asked for is one that the interface would not show this caller either.</summary>
    public static readonly ProblemCode EntryWithheld = new(
        "entry_withheld", 403, new("所请求的记录不对本令牌开放", "An entry asked for is not open to this caller."));

    /// <summary>The resource does not exist.</summary>
    public static readonly ProblemCode NotFound = new("not_found", 404, new("没有此资源", "There is no such resource."));

    /// <summary>The resource does not know this method.</summary>
    public static readonly ProblemCode MethodNotAllowed = new(
        "method_not_allowed", 405, new("不支持此操作", "The method is not allowed."));

    /// <summary>None of the accepted media types is offered here.</summary>
    public static readonly ProblemCode NotAcceptable = new(
        "not_acceptable", 406, new("没有所要求的格式", "The format is not offered."));

    /// <summary>The idempotency key came before with another body.</summary>
    public static readonly ProblemCode IdempotencyConflict =
        new("idempotency_conflict", 409, new("同一幂等键对应了不同内容", "The idempotency key was used for another request."));

    /// <summary>Others kept writing the same thing; read again and retry.</summary>
    public static readonly ProblemCode ConcurrentWrite = new(
        "concurrent_write", 409, new("同时有他人提交", "Another write came first."));

    /// <summary>A resource with this id exists.</summary>
    public static readonly ProblemCode AlreadyExists = new("already_exists", 409, new("已存在", "It exists already."));

    /// <summary>The evaluation report must wait for the end of the reporting window.</summary>
    public static readonly ProblemCode PeriodNotClosed = new(
        "period_not_closed", 409, new("填报期尚未关闭", "The reporting period is still open."));

    /// <summary>The period's evaluation report is not issued; <c>missing</c> says what is to come before.</summary>
    public static readonly ProblemCode ReportNotIssued = new(
        "report_not_issued", 409, new("评估报告尚未出具", "The evaluation report is not issued yet."));

    /// <summary>The rating judges something that is no longer the latest.</summary>
    public static readonly ProblemCode StaleBasis = new(
        "stale_basis", 409, new("评定依据已不是最新", "The basis is not the latest."));

    /// <summary>The server computes another class or suggestion from the same facts.</summary>
    public static readonly ProblemCode SuggestionDiffers = new(
        "suggestion_differs", 409, new("建议颜色与系统计算不符", "The suggestion differs from the server's."));

    /// <summary>The target has a rating for this period; a correction names it in <c>supersedes</c>.</summary>
    public static readonly ProblemCode AlreadyRated = new(
        "already_rated", 409, new("该目标本期已评定", "The target is rated already."));

    /// <summary>Ratings of the report are superseded or judge older progress.</summary>
    public static readonly ProblemCode StaleRatings = new(
        "stale_ratings", 409, new("部分评定已过时", "Some ratings are stale."));

    /// <summary>Targets that were reported on are not rated, or not in the list.</summary>
    public static readonly ProblemCode RatingsIncomplete = new(
        "ratings_incomplete", 409, new("评定不完整", "Some ratings are missing."));

    /// <summary>The report's signed statistics are not what its ratings add up to;
    /// the server's are in <c>statistics</c>.</summary>
    public static readonly ProblemCode StatisticsDiffer = new(
        "statistics_differ", 409, new("统计与评定不符", "The statistics differ from the server's."));

    /// <summary>The period's evaluation report has been issued; it is frozen.</summary>
    public static readonly ProblemCode AlreadyIssued = new(
        "already_issued", 409, new("该期评估报告已出具", "The evaluation report is issued already."));

    /// <summary>The body is larger than the limit.</summary>
    public static readonly ProblemCode TooLarge = new("too_large", 413, new("内容过大", "The body is too large."));

    /// <summary>The body's media type is not taken here.</summary>
    public static readonly ProblemCode UnsupportedMediaType = new(
        "unsupported_media_type", 415, new("不支持此内容类型", "The media type is not supported."));

    /// <summary>The colour is not one of the scheme's.</summary>
    public static readonly ProblemCode UnknownColour = new(
        "unknown_colour", 422, new("办法中没有此颜色", "The scheme has no such colour."));

    /// <summary>The scheme does not exist, or is not the one in force.</summary>
    public static readonly ProblemCode UnknownScheme = new(
        "unknown_scheme", 422, new("不是现行的分类分色办法", "The scheme is not in force."));

    /// <summary>The colour differs from the suggestion and no coded reason is given.</summary>
    public static readonly ProblemCode DivergenceReasonRequired =
        new("divergence_reason_required", 422, new("偏离建议颜色须说明理由", "A divergence needs a reason."));

    /// <summary>The divergence code is not one of the known ones.</summary>
    public static readonly ProblemCode UnknownDivergence = new(
        "unknown_divergence", 422, new("没有此偏离理由代码", "There is no such divergence code."));

    /// <summary>A second mark stands beside a rating, and there is none yet.</summary>
    public static readonly ProblemCode NotYetRated = new(
        "not_yet_rated", 409, new("该目标本期尚未评定", "The target is not rated yet."));

    /// <summary>A second mark, or the decision between two, is for somebody else than who marked already.</summary>
    public static readonly ProblemCode SameAssessor = new(
        "same_assessor", 403, new("须由另一位评估员作出", "Another assessor has to do it."));

    /// <summary>A second mark counts only for a target drawn into the period's sample.</summary>
    public static readonly ProblemCode SecondMarkNotSampled =
        new("second_mark_not_sampled", 422, new("该目标未抽中复评", "The target is not in the second-mark sample."));

    /// <summary>A colour scheme with this version is published; schemes are never edited.</summary>
    public static readonly ProblemCode SchemeDuplicateVersion =
        new("scheme_duplicate_version", 422, new("该版本的办法已发布", "The scheme version is published already."));

    /// <summary>The scheme names a colour it does not define.</summary>
    public static readonly ProblemCode SchemeColourUnknown =
        new("scheme_colour_unknown", 422, new("办法引用了未定义的颜色", "The scheme names an undefined colour."));

    /// <summary>A value of a class, or a target, has no colour; the counter-example is beside it,
    /// as with the next four codes.</summary>
    public static readonly ProblemCode SchemeNotTotal = new(
        "scheme_not_total", 422, new("办法有遗漏", "The scheme has a hole."));

    /// <summary>A value has two colours.</summary>
    public static readonly ProblemCode SchemeOverlap = new(
        "scheme_overlap", 422, new("办法有重叠", "The scheme has an overlap."));

    /// <summary>More progress gets a worse colour.</summary>
    public static readonly ProblemCode SchemeNotMonotone =
        new("scheme_not_monotone", 422, new("办法使更好的进展得到更差的颜色", "The scheme gives more progress a worse colour."));

    /// <summary>A class, band or layer can never decide.</summary>
    public static readonly ProblemCode SchemeUnreachable =
        new("scheme_unreachable", 422, new("办法中有永远用不到的部分", "A part of the scheme can never decide."));

    /// <summary>A colour is too pale to be read on white.</summary>
    public static readonly ProblemCode SchemeContrast = new(
        "scheme_contrast", 422, new("颜色对比度不足", "A colour has too little contrast."));

    /// <summary>The cosignature is not one of a configured witness over a checkpoint of this log.</summary>
    public static readonly ProblemCode CosignatureNotValid =
        new("cosignature_not_valid", 422, new("见证签名无效", "The cosignature is not valid."));

    /// <summary>Our fault; the trace id is in the log.</summary>
    public static readonly ProblemCode Internal = new(
        "internal_error", 500, new("系统内部错误", "Something went wrong on our side."));

    /// <summary>The store cannot take writes just now; nothing was stored.</summary>
    public static readonly ProblemCode Unavailable = new(
        "unavailable", 503, new("系统暂时不可用", "The service is not available just now."));

    /// <summary>More writes are waiting than can be taken; nothing was stored.</summary>
    public static readonly ProblemCode Busy = new("busy", 503, new("系统繁忙", "The service is busy."));

    /// <summary>The service's clock is behind the newest entry of the side's log;
    /// nothing is written until it is right.</summary>
    public static readonly ProblemCode ClockBehind = new(
        "clock_behind", 503, new("系统时钟落后于日志", "The clock is behind the log."));

    /// <summary>The side's log is in doubt: nothing is written until people have looked.</summary>
    public static readonly ProblemCode LogInDoubt = new(
        "log_in_doubt", 503, new("日志存疑，本侧只读", "The log is in doubt; this side is read-only."));

    /// <summary>The other side, which runs in a process of its own, does not give the facts this needs;
    /// nothing is guessed.</summary>
    public static readonly ProblemCode FactsUnavailable = new(
        "facts_unavailable", 503, new("另一侧的数据暂时无法读取", "The other side's facts are not available just now."));

    private static IReadOnlyList<ProblemCode>? _all;

    /// <summary>Every code, for documentation and for the test that pins them.</summary>
    // Made when it is asked for: the codes stand in several files, whose order nobody promises.
    public static IReadOnlyList<ProblemCode> All => _all ??=
    [
        Invalid, Unauthenticated, TokenExpired, AccessNotApproved, AccessNotRecorded, PersonUnknown,
        BadSignature, AssessorKeyRevoked, Forbidden, EvaluatorOnly, ConflictOfInterest, NotYourTarget,
        NotCertifyingUnit, Embargoed,
        EntryWithheld, PublicPageClosed, NotFound,
        MethodNotAllowed, NotAcceptable,
        IdempotencyConflict, ConcurrentWrite, AlreadyExists, TargetChangesClosed, PeriodNotOpen, PeriodNotOwed,
        PeriodClosed, PeriodNotClosed, ExtensionRequestOpen, ExtensionRequestAnswered, DraftsRefused, DraftChanged,
        BatchRefused, SheetMismatch, SheetStale,
        SignatoryRequired, SecondPersonRequired, StaleRevision, AlreadyRemarked, RemarkAnswered, StaleBasis,
        BasisDiffers, SuggestionDiffers,
        AlreadyRated, StaleRatings, RatingsIncomplete, StatisticsDiffer, AlreadyIssued, ReportNotIssued,
        TooLarge, UnsupportedMediaType,
        NameTaken, OtherLog, UnknownColour, UnknownScheme,
        DivergenceReasonRequired, UnknownDivergence, NotYetRated, SameAssessor, SecondMarkNotSampled,
        SchemeDuplicateVersion, SchemeColourUnknown, SchemeNotTotal, SchemeOverlap,
        SchemeNotMonotone, SchemeUnreachable, SchemeContrast, CosignatureNotValid, Internal, Unavailable, Busy,
        ClockBehind, LogInDoubt, SignInUnavailable,
        FactsUnavailable, EvidenceRemoved, EvidenceIncomplete, EvidenceOffset, EvidenceUploadsOpen, EvidenceDiffers,
        EvidenceTypeRefused, EvidenceUnreadable,
        TooManyRequests, TimedOut, StorageLow,
    ];

    /// <summary>The code for a problem that the framework raised itself:
    /// the first of <see cref="All"/> with its status.</summary>
    public static ProblemCode ForStatus(int status) =>
        All.FirstOrDefault(p => p.Status == status)
        ?? new($"http_{status}", status, new($"HTTP {status}", $"HTTP {status}"));

    /// <inheritdoc/>
    public override string ToString() => Code;
}
