using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Jingan.TargetMgmt.Http.Logs;

/// <summary>What a caller may see of a log's entries. Whatever serves their bytes asks here; hashes, proofs and
/// checkpoints say nothing and are public.</summary>
internal static class EntryDisclosure
{
    /// <summary>The refusal of these entries as a whole when the caller may not see one of them;
    /// null when all may be sent.</summary>
    /// <param name="http">The request.</param>
    /// <param name="hidden">What the side keeps back.</param>
    /// <param name="first">Index of the first entry.</param>
    /// <param name="entries">The bytes about to be sent.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<Problem?> RefusalAsync(
        HttpContext http, Disclosure hidden, long first, IReadOnlyList<ReadOnlyMemory<byte>> entries,
        CancellationToken ct)
    {
        var refusal = await EmbargoAsync(http, hidden, first, entries.Count, ct)
            ?? await WithheldAsync(Caller.Of(http), hidden, first, entries, ct);
        if (refusal is not null)
        {
            http.Response.Headers.CacheControl = "no-store";
        }

        return refusal;
    }

    /// <summary>Whether the caller may see all of these entries once no embargo is on any of them.</summary>
    public static async Task<bool> OpenLaterAsync(
        HttpContext http, Disclosure hidden, long first, IReadOnlyList<ReadOnlyMemory<byte>> entries,
        CancellationToken ct) => await WithheldAsync(Caller.Of(http), hidden, first, entries, ct) is null;

    // Released to everyone at once, by the evaluation report and nothing else; before it, the evaluator's alone.
    private static async Task<Problem?> EmbargoAsync(
        HttpContext http, Disclosure hidden, long first, int count, CancellationToken ct)
    {
        if (Caller.Of(http).Role == Role.Evaluator)
        {
            if (!await hidden.IsSealedAsync(first, count, ct))
            {
                await NoteAsync(http, hidden, first, count, ct);
                return null;
            }

            return new(ProblemCode.Embargoed, new(
                    "其中含有待复评目标的第一次评定；复评作出后即可查看。",
                    "They hold first marks that a second assessor must not see; they open when the second mark is "
                        + "there."));
        }

        return await hidden.EmbargoedPeriodAsync(first, count, ct) is { } period
            ? new(ProblemCode.Embargoed, new(
                $"其中含有 {period} 期尚未发布的评定；第三方出具该期评估报告时对所有人同时发布。",
                $"They hold ratings of {period}, which the evaluation report releases to everyone at once."))
            { Extensions = new Dictionary<string, object?> { ["period"] = period } }
            : null;
    }

    // What the evaluator's people read before the release is on the service's record.
    private static async Task NoteAsync(
        HttpContext http, Disclosure hidden, long first, int count, CancellationToken ct)
    {
        if (await hidden.EmbargoedPeriodAsync(first, count, ct) is not null)
        {
            http.RequestServices.GetRequiredService<AccessNotes>().ReadUnderEmbargo(http);
        }
    }

    private static async Task<Problem?> WithheldAsync(
        Caller caller, Disclosure hidden, long first, IReadOnlyList<ReadOnlyMemory<byte>> entries, CancellationToken ct)
    {
        IReadOnlySet<string>? own = null;
        for (var i = 0; i < entries.Count; i++)
        {
            var subject = EntrySubject.Of(entries[i].Span);
            if (EntryReaders.ByType.GetValueOrDefault(subject.Type) is not { } readers
                || !readers.Roles.Contains(caller.Role))
            {
                return Withheld(
                    first + i, subject.Type, EntryReaders.ByType.GetValueOrDefault(subject.Type)?.Roles ?? []);
            }

            if (readers.OwnUnit && caller.Role == Role.Reporter
                && (subject.Unit is null || subject.Unit != caller.Unit?.Value)
                && !(own ??= await OwnAsync(caller, hidden, ct)).Contains(subject.Target ?? ""))
            {
                return NotYours(first + i, subject);
            }
        }

        return null;
    }

    private static Task<IReadOnlySet<string>> OwnAsync(Caller caller, Disclosure hidden, CancellationToken ct) =>
        caller.Unit is { } unit
        ? hidden.TargetsOfAsync(unit, ct)
        : Task.FromResult<IReadOnlySet<string>>(new HashSet<string>());

    private static Problem Withheld(
        long index, string type, IReadOnlyList<string> roles) => new(ProblemCode.EntryWithheld, new(
        $"第 {index} 条记录（{type}）开放给：{Named(roles, "无")}；其哈希与证明公开，其他记录可用 entry/{{index}} 逐条读取。",
        $"Entry {index} ({type}) is open to: {Named(roles, "nobody")}; its hash and proof are public, and other "
            + $"entries can be read one by one at entry/{{index}}."))
        { Extensions = new Dictionary<string, object?> { ["index"] = index } };

    private static Problem NotYours(long index, EntrySubject subject) => new(ProblemCode.EntryWithheld, new(
        $"第 {index} 条记录（{subject.Type}）属于目标 {subject.Target}，本单位既不牵头也不配合；本单位的记录可用 entry/{{index}} 逐条读取。",
        $"Entry {index} ({subject.Type}) is about {subject.Target}, in which your unit has no part; read your own "
            + $"entries one by one at entry/{{index}}."))
    { Extensions = new Dictionary<string, object?> { ["index"] = index } };

    private static string Named(IReadOnlyList<string> roles, string none) =>
        roles.Count == 0 ? none : string.Join(", ", roles);
}
