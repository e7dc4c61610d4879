using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jingan.TargetMgmt.Contracts.Wire;

/// <summary>JSON as it goes over the wire: camelCase, strict in what it takes.</summary>
public static class WireJson
{
    /// <summary>Writes answers, and reads what this system has written itself.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new(JsonSerializerDefaults.Web));

    /// <summary>Reads what comes in from outside: no text of it has characters that cannot be seen
    /// (<see cref="PlainText"/>). What is in the logs already is read as it is.</summary>
    public static JsonSerializerOptions Requests { get; } = ConfigureRequests(new(JsonSerializerDefaults.Web));

    /// <summary>Makes options those of <see cref="Requests"/>.</summary>
    /// <param name="options">Changed and given back.</param>
    public static JsonSerializerOptions ConfigureRequests(JsonSerializerOptions options)
    {
        options.Converters.Add(new PlainTextConverter());
        options.Converters.Add(new PlainElementConverter());
        return Configure(options);
    }

    /// <summary>Makes options those of <see cref="Options"/>.</summary>
    /// <param name="options">Changed and given back.</param>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        // the answers are JSON documents, never spliced into HTML
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new ListedEnumConverter());
        options.Converters.Add(new ExactDecimalConverter());
        return options;
    }
}
