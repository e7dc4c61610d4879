using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Government.Drafts;

/// <summary>A draft 草稿 of a unit's report on a target for a period. Only the unit sees it, and it is nobody's fact
/// until it is submitted.</summary>
/// <param name="TargetVersion">The version of the target that counted for the period when it was saved.</param>
/// <param name="Operator">Who saved it last.</param>
/// <param name="OpenedAt">When it was begun, UTC.</param>
/// <param name="SavedAt">When it was saved last, UTC.</param>
/// <param name="Etag">What it says, as a tag: whoever submits it names what he saw.</param>
/// <param name="Content">What it says.</param>
internal sealed record Draft(
    TargetId TargetId, string Title, Period Period, UnitCode Unit, long TargetVersion, string Operator, string OpenedAt,
    string SavedAt, string Etag, DraftContent Content);

/// <summary>A draft's row.</summary>
/// <param name="Version">How often the row was written.</param>
/// <param name="Content">JSON of <see cref="DraftContent"/>; null where it was submitted or discarded.</param>
/// <param name="LogIndex">The report that it last became.</param>
internal sealed record StoredDraft(
    TargetId TargetId, string Title, Period Period, UnitCode Unit, long Version, long TargetVersion, string? Content,
    string OpenedAt, string SavedAt, string SavedBy, long? LogIndex)
{
    /// <summary>Follows from what the row says, and is not stored: who alters the row alters it.</summary>
    public string Etag => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{Version}\n{TargetVersion}\n{SavedBy}\n{OpenedAt}\n{Content}"))))[..32];

    /// <summary>The draft; null where it was submitted or discarded.</summary>
    public Draft? ToDraft() => Content is null ? null : new(
        TargetId, Title, Period, Unit, TargetVersion, SavedBy, OpenedAt, SavedAt, Etag,
        JsonSerializer.Deserialize<DraftContent>(Content, WireJson.Options)!);
}
