using System.Text.Json;

namespace Jingan.TransparencyLog.Tests;

/// <summary>Data that other programs computed, in the Vectors folder beside this file.</summary>
internal static class Vectors
{
    public static JsonElement Merkle { get; } = Read("merkle-vectors.json");

    public static JsonElement Golden { get; } = Read("golden-log.json");

    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", name));

    public static byte[][] Hashes(JsonElement proof) =>
        proof.ValueKind == JsonValueKind.Null ? [] : [.. proof.EnumerateArray().Select(Bytes)];

    public static byte[] Bytes(JsonElement base64) =>
        base64.ValueKind == JsonValueKind.Null ? [] : base64.GetBytesFromBase64();

    private static JsonElement Read(string name) => JsonDocument.Parse(Text(name)).RootElement;
}
