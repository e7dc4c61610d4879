using System.Text.Json;
using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Signing.Claims;

namespace Jingan.TargetMgmt.Signing.Entries;

/// <summary>Entry type <c>assessor</c>. As in all entries, the member order is part of the format. From this entry on
/// the key that it replaces no longer counts.</summary>
/// <param name="Founding">Of the log's first key: index of the <c>access</c> entry whose token registered it,
/// and which counts with it.</param>
/// <param name="Jws">The claims as they were signed: by a key in force, or by the founding key itself. Entries from
/// before access was on record have none.</param>
internal sealed record AssessorEntry(
    int V, string Type, string At, string Actor, string Kid, Jwk PublicKey, string Name, string? Replaces,
    long? Founding = null, string? Jws = null)
    : IStatementEntry
{
    public static AssessorEntry Of(
        string at, string actor, string kid, Jwk publicKey, string name, string? replaces, long? founding,
        string jws) =>
        new(1, "assessor", at, actor, kid, publicKey, name, replaces, founding, jws);
}

/// <summary>Entry type <c>access-approval</c>: an assessor's key in force says that an evaluator's token
/// counts.</summary>
/// <param name="Kid">The key.</param>
/// <param name="Access">Index of the <c>access</c> entry.</param>
internal sealed record AccessApprovalEntry(
    int V, string Type, string At, string Actor, string Kid, string Fingerprint, string Name, string Role, string Until,
    long Access, string Jws) : IStatementEntry
{
    string? IStatementEntry.Jws => Jws;

    public static AccessApprovalEntry Of(string at, string actor, CompactJws jws, AccessTerm term) => new(
        1, "access-approval", at, actor, jws.KeyId, term.Entry.Fingerprint, term.Entry.Name, term.Entry.Role,
        term.Entry.Until, term.Index, jws.Text);
}

/// <summary>Entry type <c>assessor-revocation</c>: from this entry on the key no longer counts.
/// Since when others may have had it only informs.</summary>
internal sealed record RevocationEntry(
    int V, string Type, string At, string Actor, string Kid, string Reason, string? CompromisedSince,
    string? Jws = null)
    : IStatementEntry
{
    public static RevocationEntry Of(
        string at, string actor, string kid, string reason, string? compromisedSince, string jws) =>
        new(1, "assessor-revocation", at, actor, kid, reason, compromisedSince, jws);
}

/// <summary>Entry type <c>conflict</c>: the person behind the key does not rate the unit's targets,
/// from here until an entry that ends it.</summary>
internal sealed record ConflictEntry(
    int V, string Type, string At, string Actor, string Kid, UnitCode Unit, string Reason, bool Ended,
    string? Jws = null)
    : IStatementEntry
{
    public static ConflictEntry Of(
        string at, string actor, string kid, UnitCode unit, string reason, bool ended, string jws) =>
        new(1, "conflict", at, actor, kid, unit, reason, ended, jws);
}

/// <summary>Entry type <c>scheme</c>: the document, whole.</summary>
internal sealed record SchemeEntry(int V, string Type, string At, string Actor, string Version, JsonElement Document)
    : ILogEntry
{
    public static SchemeEntry Of(string at, string actor, string version, JsonElement document) =>
        new(1, "scheme", at, actor, version, document);
}

/// <summary>Entry type <c>rating</c>. What counts is <c>jws</c>, verbatim;
/// the members before it are projections for readers.</summary>
/// <param name="Inputs">What the suggestion was computed from.</param>
/// <param name="Units">The lead unit, then the co-units: what conflicts of interest are compared with.</param>
/// <param name="FactsSize">Size of the government log when the facts were read: with it,
/// both logs replay the suggestion.</param>
/// <param name="Title">The title of the version judged. It, the name and the measure are shown beside the colour,
/// whatever becomes of them later.</param>
/// <param name="LeadName">The lead unit's name at the period's opening.</param>
/// <param name="UnitOfMeasure">Of the values in the inputs.</param>
internal sealed record RatingEntry(
    int V, string Type, string At, string Actor, string Kid, Period Period, TargetId TargetId, long TargetVersion,
    string? Class, string Colour,
    string? Suggested, string Scheme, long? Supersedes, SuggestionInputs Inputs, IReadOnlyList<UnitCode>? Units,
    string Jws, long? FactsSize = null,
    string? Title = null, string? LeadName = null, string? UnitOfMeasure = null) : IMarkEntry
{
    public static RatingEntry Of(
        string at, string actor, string kid, RatingClaims c, SuggestionInputs inputs, IReadOnlyList<UnitCode> units,
        string jws, long factsSize, TargetFacts facts) => new(
        1, "rating", at, actor, kid, c.Period, c.TargetId, c.TargetVersion, c.Class, c.Colour, c.Suggested, c.Scheme,
        c.Supersedes, inputs, units, jws, factsSize,
        facts.Target.Title, facts.LeadName ?? facts.Target.LeadUnit.Value, facts.Target.UnitOfMeasure);

    /// <summary>What the colour stands beside; null in entries of before it was recorded.</summary>
    [JsonIgnore]
    public JudgedTarget? Judged => Title is null
        ? null
        : new(Title, LeadName ?? "", FigureText.Of(Inputs.Actual), FigureText.Of(Inputs.Target), UnitOfMeasure);
}

/// <summary>How many targets of a class there were to draw from.</summary>
internal sealed record SamplePopulation(string Class, int Targets);

/// <summary>Entry type <c>sample</c>: which targets of a period are marked a second time,
/// and everything that it follows from.</summary>
internal sealed record SampleEntry(
    int V, string Type, string At, string Actor, Period Period, string Seed, long LogSize, decimal Share,
    IReadOnlyDictionary<string, decimal>? Shares,
    IReadOnlyList<SamplePopulation> Classes, IReadOnlyList<TargetId> Targets) : ILogEntry
{
    public static SampleEntry Of(
        string at, string actor, Period period, string seed, long logSize, decimal share,
        IReadOnlyDictionary<string, decimal>? shares,
        IReadOnlyList<SamplePopulation> classes, IReadOnlyList<TargetId> targets) =>
            new(1, "sample", at, actor, period, seed, logSize, share, shares, classes, targets);
}

/// <summary>Entry type <c>second-mark</c>: like a rating, and never one in force.</summary>
/// <param name="Rating">Log index of the rating that it stands beside.</param>
internal sealed record SecondMarkEntry(
    int V, string Type, string At, string Actor, string Kid, Period Period, TargetId TargetId, long TargetVersion,
    string? Class, string Colour,
    string? Suggested, string Scheme, long Rating, SuggestionInputs Inputs, IReadOnlyList<UnitCode> Units, string Jws,
    long FactsSize) : IMarkEntry
{
    long? IMarkEntry.FactsSize => FactsSize;

    public static SecondMarkEntry Of(
        string at, string actor, string kid, RatingClaims c, long rating, SuggestionInputs inputs,
        IReadOnlyList<UnitCode> units, string jws, long factsSize) => new(
        1, "second-mark", at, actor, kid, c.Period, c.TargetId, c.TargetVersion, c.Class, c.Colour, c.Suggested,
        c.Scheme, rating, inputs, units, jws, factsSize);
}

/// <summary>Entry type <c>report</c>: the hash of the issued bytes, and the signature over its claims.</summary>
/// <param name="LogSize">Size of this log when the report was made: up to there it counts refused attempts, and from
/// there the next one does. Entries written before this member existed have none.</param>
internal sealed record ReportEntry(
    int V, string Type, string At, string Actor, string Kid, Period Period, string Scheme, string Sha256, string Jws,
    long? LogSize = null) : ILogEntry
{
    public static ReportEntry Of(
        string at, string actor, string kid, Period period, string scheme, string sha256, string jws, long logSize) =>
        new(1, "report", at, actor, kid, period, scheme, sha256, jws, logSize);
}

/// <summary>Entry type <c>refusal</c>: attempts to write on this side that were refused. The actor is the service;
/// nobody else could say so.</summary>
internal sealed record RefusalEntry(
    int V, string Type, string At, string Actor, string Caller, string Role, string Method, string Route, string Since,
    long Count)
    : ILogEntry
{
    public static RefusalEntry Of(
        string at, string caller, string role, string method, string route, DateTimeOffset since, long count) =>
        new(1, "refusal", at, "service", caller, role, method, route, UtcText.Format(since), count);
}

/// <summary>The pinned format of the evaluation log.</summary>
[JsonSerializable(typeof(AssessorEntry))]
[JsonSerializable(typeof(AccessApprovalEntry))]
[JsonSerializable(typeof(RevocationEntry))]
[JsonSerializable(typeof(ConflictEntry))]
[JsonSerializable(typeof(SchemeEntry))]
[JsonSerializable(typeof(RatingEntry))]
[JsonSerializable(typeof(SampleEntry))]
[JsonSerializable(typeof(SecondMarkEntry))]
[JsonSerializable(typeof(ReportEntry))]
[JsonSerializable(typeof(RefusalEntry))]
[JsonSerializable(typeof(SuggestionInputs))]
internal sealed partial class EvaluationEntries : JsonSerializerContext
{
    public static readonly EvaluationEntries Format = new(LogEntry.NewOptions());
}
