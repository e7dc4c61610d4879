using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Government.Evidence;

/// <summary>What is said to uploads that are not taken, and of files that are not there any more.</summary>
internal static class EvidenceRefusal
{
    public static Problem TooLarge(long most) => new(ProblemCode.TooLarge, new(
        $"佐证文件最多 {most:N0} 字节；请压缩或分成几件后重新上传，未保存任何内容。",
        $"A piece of evidence has {most:N0} bytes at most; make it smaller or split it, nothing was stored."));

    public static Problem BrokenOff() => new(ProblemCode.EvidenceIncomplete, new(
        "上传在文件结束之前中断；请重新上传，大文件可用 POST /evidence/uploads 分段上传。未保存任何内容。",
        "The upload ended before the file did; send it again, or a large one by parts (POST /evidence/uploads). "
            + "Nothing was stored."));

    public static Problem Empty() =>
        Problem.Invalid("/file", new("文件为空；请重新选择文件", "is empty; choose the file again"));

    /// <summary>What came is not what was said of it.</summary>
    public static Problem Differs(string said, string came) => new(ProblemCode.EvidenceDiffers, new(
        $"所称为 {said}，收到的是 {came}；请核对文件后重新上传，未保存任何内容。",
        $"It was said to be {said}, what came is {came}; check the file and send it again, nothing was stored."));

    public static Problem Removed(EvidenceRemoval removal) => new(ProblemCode.EvidenceRemoved, new(
        $"该内容已依法移除（{removal.OrderedBy}，{removal.RemovedAt}）：{removal.Reason}；不再提供，也不再接收。哈希仍在日志中。",
        $"This content was removed by law ({removal.OrderedBy}, {removal.RemovedAt}): {removal.Reason}. It is neither "
            + "given nor taken any more; its hash stays in the log."))
    {
        Extensions = new Dictionary<string, object?>
        {
            ["orderedBy"] = removal.OrderedBy, ["reason"] = removal.Reason, ["removedAt"] = removal.RemovedAt,
            ["entry"] = removal.Index,
        },
    };

    public static Problem NotFound() => new(ProblemCode.NotFound, new(
        "没有可供查看的此件佐证；清单见 GET /evidence。",
        "There is no such evidence that you may see; see GET /evidence."));

    public static Problem NoUpload() => new(ProblemCode.NotFound, new(
        "本单位没有此项未完成的上传；请用 POST /evidence/uploads 开始，一日不续传即清除。",
        "Your unit has no such open upload; begin one with POST /evidence/uploads. One that nobody goes on with is "
            + "cleared after a day."));

    public static Problem Unreadable() => new(ProblemCode.EvidenceUnreadable, new(
        "该佐证文件缺失或损坏，不予提供；请告知系统管理员从备份恢复，或由原单位重新上传同一文件。",
        "The file is missing or damaged and is not given; tell the administrator to restore it, or have the unit "
            + "upload the same file again."));
}
