namespace Jingan.TargetMgmt.Contracts;

/// <content>What units are refused: periods, drafts, evidence, remarks and certified values.</content>
public sealed partial record ProblemCode
{
    /// <summary>The reporting window has not opened yet.</summary>
    public static readonly ProblemCode PeriodNotOpen = new(
        "period_not_open", 409, new("填报期尚未开放", "The reporting period is not open yet."));

    /// <summary>The target owes no report for the period; <c>owed</c> says for which it does.</summary>
    public static readonly ProblemCode PeriodNotOwed = new(
        "period_not_owed", 409, new("该期不需填报", "No report is owed for the period."));

    /// <summary>The reporting window has ended.</summary>
    public static readonly ProblemCode PeriodClosed = new(
        "period_closed", 409, new("填报期已关闭", "The reporting period is closed."));

    /// <summary>The unit has asked for that extension already, and the office has not answered; <c>request</c> names
    /// what is open.</summary>
    public static readonly ProblemCode ExtensionRequestOpen = new(
        "extension_request_open", 409, new("延期申请待答复", "The same request is open already."));

    /// <summary>The office answers a request for an extension once; <c>answer</c> is what it said.</summary>
    public static readonly ProblemCode ExtensionRequestAnswered = new(
        "extension_request_answered", 409, new("延期申请已答复", "The request is answered already."));

    /// <summary>The draft is not the one that the caller has seen; <c>draft</c> is the one that there is.</summary>
    public static readonly ProblemCode DraftChanged = new(
        "draft_changed", 412, new("草稿已变动", "The draft is another by now."));

    /// <summary>Some of the drafts cannot be submitted, and so none was; <c>refused</c> says which and why.</summary>
    public static readonly ProblemCode DraftsRefused = new(
        "drafts_refused", 409, new("部分草稿不能提交", "Some drafts cannot be submitted."));

    /// <summary>Some rows of a batch cannot be taken, and so none was; <c>rows</c> says which and why.</summary>
    public static readonly ProblemCode BatchRefused = new(
        "batch_refused", 409, new("部分行不能接受", "Some rows cannot be taken."));

    /// <summary>The reporting sheet is of another unit or period than it is sent for; <c>unit</c> and <c>period</c> are
    /// the sheet's.</summary>
    public static readonly ProblemCode SheetMismatch = new(
        "sheet_mismatch", 409, new("填报表不是本单位本期的", "The sheet is of another unit or period."));

    /// <summary>The target has been changed since the reporting sheet was made.</summary>
    public static readonly ProblemCode SheetStale = new(
        "sheet_stale", 409, new("填报表中的目标已调整", "The target was changed since the sheet was made."));

    /// <summary>The caller's token does not sign for its unit.</summary>
    public static readonly ProblemCode SignatoryRequired = new(
        "signatory_required", 403, new("须由签发人提交", "A signatory has to submit it."));

    /// <summary>Who filled a draft does not sign it in a unit that needs two people.</summary>
    public static readonly ProblemCode SecondPersonRequired = new(
        "second_person_required", 403, new("须由另一人签发", "Another person has to sign it."));

    /// <summary>A value is certified by the target's certifying unit, which is not its lead unit.</summary>
    public static readonly ProblemCode NotCertifyingUnit = new(
        "not_certifying_unit", 403, new("不是认定单位", "Your unit does not certify this target."));

    /// <summary>A remark is made on the newest revision of a report; <c>revision</c> and <c>entry</c> name
    /// that.</summary>
    public static readonly ProblemCode StaleRevision = new(
        "stale_revision", 409, new("所指已不是最新修订", "The revision is not the newest."));

    /// <summary>The revision has a remark with this code already; <c>remark</c> names it.</summary>
    public static readonly ProblemCode AlreadyRemarked = new(
        "already_remarked", 409, new("同类意见已提出", "The same was remarked already."));

    /// <summary>A remark is answered once; <c>revision</c> names what answers it.</summary>
    public static readonly ProblemCode RemarkAnswered = new(
        "remark_answered", 409, new("意见已答复", "The remark is answered already."));

    /// <summary>The office changes targets on other days of the year; <c>from</c> and <c>until</c> say which.</summary>
    public static readonly ProblemCode TargetChangesClosed = new(
        "target_changes_closed", 409, new("不在目标调整窗口内", "Targets are not changed on this day."));

    /// <summary>The office has not opened the public page, or closed it again.</summary>
    public static readonly ProblemCode PublicPageClosed = new(
        "public_page_closed", 403, new("公开页没有打开", "The public page is not open."));

    /// <summary>The upload broke off before the file ended.</summary>
    public static readonly ProblemCode EvidenceIncomplete = new(
        "evidence_incomplete", 400, new("佐证上传不完整", "The upload is not complete."));

    /// <summary>A part does not begin where the upload ends, or it is to be complete and is not; <c>offset</c> is where
    /// it ends.</summary>
    public static readonly ProblemCode EvidenceOffset = new(
        "evidence_offset", 409, new("上传所止之处不符", "The upload ends elsewhere."));

    /// <summary>The unit has as many open uploads as it may have; <c>uploads</c> are their hashes.</summary>
    public static readonly ProblemCode EvidenceUploadsOpen = new(
        "evidence_uploads_open", 409, new("未完成的上传过多", "The unit has too many open uploads."));

    /// <summary>The content of the evidence was removed by law; <c>orderedBy</c> and <c>reason</c> say who and
    /// why.</summary>
    public static readonly ProblemCode EvidenceRemoved = new(
        "evidence_removed", 410, new("佐证内容已依法移除", "The evidence was removed by law."));

    /// <summary>What came is not what the caller said of it: another hash or another length.</summary>
    public static readonly ProblemCode EvidenceDiffers = new(
        "evidence_differs", 422, new("佐证内容与所称不符", "The content is not what was said of it."));

    /// <summary>The content is of no type that is taken, or of another than the caller said.</summary>
    public static readonly ProblemCode EvidenceTypeRefused = new(
        "evidence_type_refused", 422, new("佐证类型不收或与所称不符", "The type of the content is not taken."));

    /// <summary>The file is not where it was put, or is damaged; the log says what it was.</summary>
    public static readonly ProblemCode EvidenceUnreadable = new(
        "evidence_unreadable", 503, new("佐证文件缺失或损坏", "The file is missing or damaged."));
}
