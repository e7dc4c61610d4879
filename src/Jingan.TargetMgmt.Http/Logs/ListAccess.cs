using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Http.Logs;

/// <summary>How a token on record stands now.</summary>
public enum AccessState
{
    /// <summary>The token counts.</summary>
    InForce,

    /// <summary>The token is an evaluator's that no assessor's key has approved.</summary>
    NotApproved,

    /// <summary>The token's time is over.</summary>
    Expired,

    /// <summary>The token was taken away before its time was over.</summary>
    Ended,
}

/// <summary>A token on a side's record.</summary>
/// <param name="Index">Where the <c>access</c> entry stands.</param>
/// <param name="Fingerprint">What the log calls the token; an approval names it.</param>
/// <param name="Ended">Index of the entry that ended it.</param>
internal sealed record RecordedAccess(
    long Index, string At, string Name, string Role, string? Unit, string Fingerprint, string Until, AccessState State,
    long? Ended);

/// <summary>GET /logs/{side}/access: who may come in on a side, and who might before, as its log tells.</summary>
internal static class ListAccess
{
    internal static void Map(
        IEndpointRouteBuilder log, string side, Func<HttpContext, SideLog> database,
        Func<HttpContext, Disclosure> disclosure) => log
        .MapGet("/access", (string? after, int? limit, HttpContext http, CancellationToken ct) =>
            Handle(after, limit, database(http), disclosure(http), ct))
        .WithName($"{side}-{nameof(ListAccess)}")
        .WithSummary(
            "The access tokens on this side's record, in log order: whose they are, until when, and how they stand; "
                + "never the tokens.")
        .ReadBy(Role.Evaluator, Role.Auditor, Role.Admin);

    private static async Task<Results<Ok<Page<RecordedAccess>>, Problem>> Handle(
        string? after, int? limit, SideLog db, Disclosure hidden, CancellationToken ct)
    {
        if (Paging.TryReadByIndex(after, limit, out var paging, out var index) is { } refusal)
        {
            return refusal;
        }

        var approved = await hidden.ApprovedAccessAsync(ct);
        var now = db.Clock.GetUtcNow();
        var terms = await db.ListAccessAsync(index, paging.Take, ct);
        return TypedResults.Ok(paging.PageOf(
            [.. terms.Select(t => ToItem(t.Term, t.Ended, approved, now))],
            i => i.Index.ToString(CultureInfo.InvariantCulture)));
    }

    private static RecordedAccess ToItem(AccessTerm term, long? ended, IReadOnlySet<long>? approved, DateTimeOffset now)
    {
        var entry = term.Entry;
        var state = ended is not null ? AccessState.Ended
            : UtcText.TryParse(entry.Until, out var until) && until <= now ? AccessState.Expired
            : entry.Role == Role.Evaluator && approved?.Contains(term.Index) == false ? AccessState.NotApproved
            : AccessState.InForce;
        return new(term.Index, entry.At, entry.Name, entry.Role, entry.Unit, entry.Fingerprint, entry.Until, state,
            ended);
    }
}
