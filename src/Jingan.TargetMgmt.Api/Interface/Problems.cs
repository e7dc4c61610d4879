using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Api.Interface;

/// <summary>The refusals of a route: from who may call it, what it takes and what it reads,
/// and from the table of what only it says.</summary>
internal static class Problems
{
    public const string MediaType = "application/problem+json";

    public static void Describe(Operation operation)
    {
        foreach (var status in operation.Responses.Where(r =>
            r.Key[0] is '4' or '5' && r.Key != EvidenceBodies.NoSuchRange
            && (r.Value!["content"]?.AsObject() ?? []).All(c => c.Key == MediaType)).Select(r => r.Key).ToList())
        {
            operation.Responses.Remove(status);
        }

        foreach (var codes in Of(operation).Distinct().GroupBy(c => c.Status).OrderBy(g => g.Key))
        {
            var response = operation.Responses[$"{codes.Key}"] ??= new JsonObject();
            var content = response["content"] ??= new JsonObject();
            content[MediaType] = new JsonObject
            {
                ["schema"] = Schema.Reference("ProblemDetails"),
                ["examples"] = new JsonObject(codes.Select(c => KeyValuePair.Create(c.Code, (JsonNode?)new JsonObject
                {
                    ["$ref"] = $"#/components/examples/{c.Code}",
                }))),
            };
        }
    }

    /// <summary>Every code that an operation may answer with.</summary>
    public static IEnumerable<ProblemCode> Of(Operation operation) =>
    [
        .. ByAccess(operation), .. ByRequest(operation), .. ByWork(operation),
        .. RouteProblems.ByRoute.GetValueOrDefault(operation.Name) ?? [],
        ProblemCode.TooManyRequests, ProblemCode.TimedOut, ProblemCode.Internal,
    ];

    private static IEnumerable<ProblemCode> ByAccess(Operation operation)
    {
        if (operation.IsPublic)
        {
            return [];
        }

        var roles = operation.Access?.Roles ?? Role.People;
        return
        [
            ProblemCode.Unauthenticated, ProblemCode.TokenExpired, ProblemCode.PersonUnknown,
            ProblemCode.SignInUnavailable,
            .. operation.Side is null ? Enumerable.Empty<ProblemCode>() : [ProblemCode.AccessNotRecorded],
            .. operation.Side == "evaluation" ? (IEnumerable<ProblemCode>)[ProblemCode.AccessNotApproved] : [],
            roles is [Role.Evaluator] && operation.Access is { IsWrite: true }
            ? ProblemCode.EvaluatorOnly
            : ProblemCode.Forbidden,
        ];
    }

    private static IEnumerable<ProblemCode> ByRequest(Operation operation)
    {
        var takesBody = operation.Json["requestBody"] is not null;
        return
        [
            .. takesBody || operation.Parameters.Count > 0 ? (IEnumerable<ProblemCode>)[ProblemCode.Invalid] : [],
            .. takesBody ? (IEnumerable<ProblemCode>)[ProblemCode.TooLarge, ProblemCode.UnsupportedMediaType] : [],
            .. operation.IsSigned
                ? (IEnumerable<ProblemCode>)[ProblemCode.BadSignature, ProblemCode.AssessorKeyRevoked,
                    ProblemCode.OtherLog]
                : [],
        ];
    }

    // What a side cannot do just now, it says whoever asks.
    private static IEnumerable<ProblemCode> ByWork(Operation operation) =>
    [
        .. operation.Side is null ? Enumerable.Empty<ProblemCode>() : [ProblemCode.Unavailable, ProblemCode.LogInDoubt],
        .. operation.IsWrite
            ? (IEnumerable<ProblemCode>)[ProblemCode.IdempotencyConflict, ProblemCode.ConcurrentWrite, ProblemCode.Busy,
                ProblemCode.ClockBehind, ProblemCode.StorageLow]
            : [],
        .. operation.IsKept
            ? (IEnumerable<ProblemCode>)[ProblemCode.ConcurrentWrite, ProblemCode.Busy, ProblemCode.ClockBehind,
                ProblemCode.StorageLow]
            : [],
        .. operation.Arguments.Any(a => a.ParameterType == typeof(IProgressFacts)
            || a.ParameterType == typeof(IRatingFacts)) ? (IEnumerable<ProblemCode>)[ProblemCode.FactsUnavailable] : [],
    ];
}
