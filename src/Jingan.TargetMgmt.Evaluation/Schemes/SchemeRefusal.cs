using System.Reflection;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Classification.Schemes.Lint;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Evaluation.Schemes;

/// <summary>The answers to a scheme document that cannot be read, or should not be published.</summary>
internal static class SchemeRefusal
{
    /// <summary>The answer to what needs a scheme while the evaluator has published none.</summary>
    public static Problem NonePublished(ProblemCode code) => new(code, new(
        "第三方机构尚未发布分类分色办法；请先用 POST /api/v1/schemes 发布一份。",
        "The evaluator has published no colour scheme yet; publish one first, with POST /api/v1/schemes."));

    public static Problem OfErrors(IReadOnlyList<SchemeError> errors)
    {
        var invalid = Problem.Invalid(errors.Select(e => (e.Pointer, e.Message.Current)));
        return errors.All(e => e.UnknownColour)
            ? new(ProblemCode.SchemeColourUnknown, invalid.Detail) { Errors = invalid.Errors }
            : invalid;
    }

    /// <summary>The first finding in the answer itself, all of them under <c>findings</c>;
    /// null when there is none.</summary>
    public static Problem? OfLint(ColourScheme scheme) => SchemeLint.Check(scheme) is not [var first, ..] findings
        ? null
        : new(first.Code, first.Message)
        {
            Extensions = MembersOf(first).Append(new("findings", findings.Select(f => new Dictionary<string, object?>(
                MembersOf(f).Prepend(new("detail", f.Message.Current)).Prepend(new("code", f.Code.Code))))))
                .ToDictionary(),
        };

    // A counter-example has few of the members; those that say nothing would only hide it.
    private static IEnumerable<KeyValuePair<string, object?>> MembersOf(Finding finding) =>
        Members.Select(m => KeyValuePair.Create(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(m.Name),
            m.GetValue(finding))).Where(m => m.Value is not null);

    private static readonly PropertyInfo[] Members =
        [.. typeof(Finding).GetProperties()
            .Where(p => p.Name is not (nameof(Finding.Code) or nameof(Finding.Message)))];
}
