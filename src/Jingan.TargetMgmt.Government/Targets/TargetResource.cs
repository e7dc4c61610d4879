using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>A target as the API shows it: the version in force, where it stands in the log,
/// and what the caller may do with it.</summary>
internal sealed record TargetResource : Target
{
    private TargetResource(Target target)
        : base(target)
    {
    }

    [JsonPropertyOrder(1)]
    public required long Version { get; init; }

    [JsonPropertyOrder(1)]
    public required string PublishedAt { get; init; }

    /// <summary>The log entry that holds this version; null in the answer to the write that makes it,
    /// whose receipt says it.</summary>
    [JsonPropertyOrder(1)]
    public required LogEntryRef? Entry { get; init; }

    [JsonPropertyOrder(1)]
    public required IReadOnlyList<string> Actions { get; init; }

    public static TargetResource Of(
        Target target, long version, string publishedAt, LogEntryRef? entry, Caller caller) =>
        new(target)
        {
            Version = version,
            PublishedAt = publishedAt,
            Entry = entry,
            Actions = ActionsOf(target, caller),
        };

    public static TargetResource Of(StoredTarget stored, Caller caller) =>
        Of(stored.Target, stored.Version, stored.PublishedAt, stored.Entry, caller);

    private static IReadOnlyList<string> ActionsOf(Target target, Caller caller) => caller switch
    {
        { Role: Role.Office } => ["addVersion"],
        { Role: Role.Reporter, Unit: { } unit } =>
        [
            .. target.Involves(unit) ? (string[])["submitProgress"] : [],
            .. target.IsCertifiedBy(unit) && target.Kind == TargetKind.Quantitative ? (string[])["certifyValue"] : [],
        ],
        _ => [],
    };
}
