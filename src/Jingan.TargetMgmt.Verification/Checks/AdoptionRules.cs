using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>What an adoption owes to the log that it stands in, and to what was verified before it.</summary>
internal static class AdoptionRules
{
    /// <summary>It adopts all that stands before it, and where anything is lost another key goes on.</summary>
    public static void Check(Findings findings, long index, AdoptionEntry entry)
    {
        if (entry.Size != index)
        {
            findings.AddDamage(index, new(
                $"第 {index} 条称采用了 {entry.Size} 条记录，它之前有 {index} 条。",
                $"entry {index} says that {entry.Size} entries were adopted, {index} stand before it."));
        }

        if (entry is { Lost: not null, Previous: null })
        {
            findings.AddDamage(index, new(
                $"第 {index} 条称丢失了已签署的历史，却仍由同一密钥继续签署：同一密钥有两段历史。",
                $"entry {index} says that signed history is lost, and the same key goes on: it has signed two "
                    + "histories."));
        }
    }

    /// <summary>What was verified last, under a key that an adoption has ended, and is not there any more.</summary>
    public static void Compare(
        Findings findings, IReadOnlyList<(long Index, AdoptionEntry Adoption)> adoptions, Checkpoint? last)
    {
        if (last is not null && adoptions.FirstOrDefault(a => a.Index < last.Size
            && a.Adoption.Previous?.Origin == last.Origin) is { Adoption: { } adoption } found)
        {
            findings.AddDamage(found.Index, new(
                $"第 {found.Index} 条：日志自 {adoption.Size} 条起另行继续（{adoption.Reason}）。上次核验到 {last.Size} 条，"
                    + $"其中第 {adoption.Size} 至 {last.Size - 1} 条已不在日志中。确认后请移走 --state 文件，并保留它作为所失部分的证明。",
                $"entry {found.Index}: the log was taken up again from {adoption.Size} entries ({adoption.Reason}). "
                    + $"You verified {last.Size} of them: entries {adoption.Size} to {last.Size - 1} are not in the "
                    + "log any more. Having looked into it, move the --state file away, and keep it as proof of what "
                    + "is lost."));
        }
    }
}
