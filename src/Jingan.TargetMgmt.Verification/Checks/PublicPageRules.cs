using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Switches of the public page count up by one from 1, and each of them changes something: none is left out
/// unseen, and when the page was open can be told from the log.</summary>
internal sealed class PublicPageRules(Findings findings, Func<bool> isAllRead)
{
    private PublicPageEntry? _last;

    public void Check(long index, ILogEntry entry)
    {
        if (entry is not PublicPageEntry page)
        {
            return;
        }

        var before = _last?.Version ?? 0;
        Require(
            index, page.Version == before + 1,
            $"version 为 {page.Version}，其前为 {before}",
            $"its version is {page.Version}, the one before is {before}");
        Require(
            index, page.Open != _last?.Open,
            $"公开页此前已{(page.Open ? "打开" : "关闭")}",
            $"the public page was {(page.Open ? "open" : "closed")} already");
        Require(index, !string.IsNullOrWhiteSpace(page.Reason), "没有写明理由", "it says no reason");
        _last = page;
    }

    private void Require(long index, bool holds, string zh, string en) =>
        findings.Require(isAllRead(), index, holds, zh, en);
}
