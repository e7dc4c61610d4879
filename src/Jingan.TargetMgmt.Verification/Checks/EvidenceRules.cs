using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Evidence and its removal: an upload is of a type that is taken, a unit's once, of one length whoever brings
/// it, and not of what was removed; a removal is of what was uploaded, and the only one.</summary>
internal sealed class EvidenceRules(Findings findings, Func<bool> isAllRead)
{
    private readonly Dictionary<(string Sha256, UnitCode Unit), long> _uploads = [];
    private readonly Dictionary<string, EvidenceEntry> _contents = [];
    private readonly Dictionary<string, long> _removals = [];

    public void Check(long index, ILogEntry entry)
    {
        switch (entry)
        {
            case EvidenceEntry uploaded:
                Upload(index, uploaded);
                break;
            case EvidenceRemovalEntry removed:
                Remove(index, removed);
                break;
        }
    }

    private void Upload(long index, EvidenceEntry e)
    {
        // Of this entry alone: nothing that was not read could make it right.
        Require(
            index, EvidenceType.IsHash(e.Sha256) && e.Size > 0 && EvidenceType.Find(e.MediaType) is not null, true,
            "佐证的哈希、大小或类型不合规定",
            "it has no SHA-256, size and type that evidence may have");
        Require(
            index, _uploads.TryAdd((e.Sha256, e.Unit), index), true,
            $"{e.Unit} 此前已上传同一内容（第 {_uploads[(e.Sha256, e.Unit)]} 条）",
            $"{e.Unit} had uploaded the same content in entry {_uploads[(e.Sha256, e.Unit)]}");
        Require(
            index, _contents.TryAdd(e.Sha256, e) || _contents[e.Sha256].Size == e.Size, true,
            $"同一哈希此前记为 {_contents[e.Sha256].Size} 字节",
            $"content of that hash had {_contents[e.Sha256].Size} bytes before");
        Require(
            index, !_removals.TryGetValue(e.Sha256, out var removal), true,
            $"该内容此前已依法移除（第 {removal} 条）",
            $"its content was removed by law in entry {removal}");
    }

    private void Remove(long index, EvidenceRemovalEntry e)
    {
        Require(
            index, _contents.ContainsKey(e.Sha256), isAllRead(),
            "所移除的内容此前无人上传", "nobody had uploaded the content that it removes");
        Require(
            index, _removals.TryAdd(e.Sha256, index), true,
            $"该内容此前已移除（第 {_removals[e.Sha256]} 条）",
            $"its content was removed in entry {_removals[e.Sha256]} already");
    }

    private void Require(long index, bool holds, bool isCertain, string zh, string en) =>
        findings.Require(isCertain, index, holds, zh, en);
}
