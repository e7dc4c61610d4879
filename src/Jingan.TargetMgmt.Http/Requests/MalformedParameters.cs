using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Jingan.TargetMgmt.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>What is wrong with a request whose parameters could not be read. Generated handlers throw for a parameter
/// that is required; one that may be left out they answer with 400 and no word of which it is.</summary>
internal static class MalformedParameters
{
    private static readonly ConcurrentDictionary<Type, Func<string, bool>> Readers = [];

    /// <summary>The refusal of the first parameter that its type does not read; null when all are read.</summary>
    public static Problem? Refusal(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .Select(p => (p.Name, Type: Nullable.GetUnderlyingType(p.ParameterInfo.ParameterType)))
            .Where(p => p.Type is not null
                && http.Request.Query[p.Name].ToString() is { Length: > 0 } text && !ReaderOf(p.Type)(text))
            .Select(p => Of(p.Name, p.Type!.Name, http.Request.Query[p.Name].ToString()))
            .FirstOrDefault();

    /// <summary>The refusal of one parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">The name of its type.</param>
    /// <param name="found">What it holds; null where that is not known.</param>
    public static Problem Of(string name, string type, string? found) => Problem.Invalid(
        "/" + name,
        type.StartsWith(nameof(Period), StringComparison.Ordinal) && found is not null
        ? PeriodSpelling.Correct(found)
        : type.StartsWith(nameof(CalendarYear), StringComparison.Ordinal) && found is { Length: > 0 }
        ? CalendarYear.Correct
        : new("缺少或格式不正确", "is missing or malformed"));

    private static Func<string, bool> ReaderOf(Type type) => Readers.GetOrAdd(type, t =>
        t.IsEnum
        ? text => Enum.TryParse(t, text, ignoreCase: true, out _)
        : typeof(MalformedParameters).GetMethod(nameof(Reads), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(t).CreateDelegate<Func<string, bool>>());

    private static bool Reads<T>(string text)
        where T : IParsable<T> => T.TryParse(text, CultureInfo.InvariantCulture, out _);
}
