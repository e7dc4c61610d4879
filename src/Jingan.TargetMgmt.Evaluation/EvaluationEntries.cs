using System.Text.Json;
using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Data;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Evaluation;

/// <summary>Entry type <c>assessor</c>. As in all entries, the member order is part of the format.</summary>
internal sealed record AssessorEntry(int V, string Type, string At, string Actor, string Kid, Jwk PublicKey, string Name)
{
    public static AssessorEntry Of(string at, string actor, string kid, Jwk publicKey, string name) => new(1, "assessor", at, actor, kid, publicKey, name);
}

/// <summary>Entry type <c>scheme</c>: the document, whole.</summary>
internal sealed record SchemeEntry(int V, string Type, string At, string Actor, string Version, JsonElement Document)
{
    public static SchemeEntry Of(string at, string actor, string version, JsonElement document) => new(1, "scheme", at, actor, version, document);
}

/// <summary>Entry type <c>rating</c>. What counts is <c>jws</c>, verbatim; the members before it are projections for readers, <c>inputs</c> is what the suggestion was computed from, and <c>factsSize</c> the size of the government log when the facts were read: with it, both logs replay the suggestion.</summary>
internal sealed record RatingEntry(
    int V, string Type, string At, string Actor, string Kid, Period Period, TargetId TargetId, long TargetVersion, string? Class, string Colour,
    string? Suggested, string Scheme, long? Supersedes, SuggestionInputs Inputs, string Jws, long? FactsSize = null)
{
    public static RatingEntry Of(string at, string actor, string kid, Ratings.RatingClaims c, SuggestionInputs inputs, string jws, long factsSize) => new(
        1, "rating", at, actor, kid, c.Period, c.TargetId, c.TargetVersion, c.Class, c.Colour, c.Suggested, c.Scheme, c.Supersedes, inputs, jws, factsSize);
}

/// <summary>Entry type <c>report</c>: the hash of the issued bytes, and the signature over its claims.</summary>
internal sealed record ReportEntry(int V, string Type, string At, string Actor, string Kid, Period Period, string Scheme, string Sha256, string Jws)
{
    public static ReportEntry Of(string at, string actor, string kid, Period period, string scheme, string sha256, string jws) =>
        new(1, "report", at, actor, kid, period, scheme, sha256, jws);
}

/// <summary>The pinned format of the evaluation log.</summary>
[JsonSerializable(typeof(AssessorEntry))]
[JsonSerializable(typeof(SchemeEntry))]
[JsonSerializable(typeof(RatingEntry))]
[JsonSerializable(typeof(ReportEntry))]
internal sealed partial class EvaluationEntries : JsonSerializerContext
{
    public static readonly EvaluationEntries Format = new(LogEntry.NewOptions());
}
