using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Schemes;

/// <summary>A colour scheme 分类分色办法: which colours there are and which facts suggest which of them.
/// Published once under its version, never edited.</summary>
internal sealed record ColourScheme(
    string Version, string Title, bool IsExample, int Arithmetic, IReadOnlyList<SchemeColour> Colours,
    IReadOnlyList<SchemeClass> Classes,
    IReadOnlyList<SchemeLayer> Layers)
{
    /// <summary>What is shown beside the colour and never changes it; most schemes have none.</summary>
    public IReadOnlyList<SchemeFlag> Flags { get; init; } = [];

    private static readonly Lazy<(ColourScheme Scheme, byte[] Utf8Json)> Example = new(ReadExample);

    /// <summary>The built-in example 2018.1: a starting point to replace, not the district's own rule,
    /// which is not public.</summary>
    public static ColourScheme Example2018 => Example.Value.Scheme;

    /// <summary>The exact bytes <see cref="Example2018"/> was read from, for the log.</summary>
    public static ReadOnlyMemory<byte> Example2018Utf8 => Example.Value.Utf8Json;

    /// <summary>Reads a scheme document strictly: what it does not know, it refuses,
    /// with the JSON pointer of every fault.</summary>
    public static bool TryRead(
        ReadOnlySpan<byte> utf8Json, [NotNullWhen(true)] out ColourScheme? scheme,
        out IReadOnlyList<SchemeError> errors)
    {
        var faults = new SchemeErrors();
        errors = faults.All;
        scheme = null;
        if (!SchemeSyntax.IsJson(utf8Json, faults))
        {
            return false;
        }

        using var document = JsonDocument.Parse(utf8Json.ToArray());
        scheme = SchemeReader.Read(new(document.RootElement, "", faults));
        if (errors.Count > 0)
        {
            scheme = null;
        }

        return scheme is not null;
    }

    private static (ColourScheme Scheme, byte[] Utf8Json) ReadExample()
    {
        using var resource = typeof(ColourScheme).Assembly.GetManifestResourceStream("schemes/2018.1.json")!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return TryRead(bytes, out var scheme, out var errors)
            ? (scheme, bytes)
            : throw new InvalidDataException($"The built-in scheme is not valid: {errors[0]}");
    }
}
