using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jingan.TargetMgmt.Contracts.Entries;

/// <summary>What a digest of SQL Server's database ledger says, as <c>sp_generate_database_ledger_digest</c> writes it:
/// the hash of the last closed block.</summary>
/// <param name="DatabaseName">The database as it was called then.</param>
/// <param name="BlockId">The block, counted from 0.</param>
/// <param name="Hash">SHA-256 of the block, hexadecimal with 0x before it.</param>
public sealed record LedgerDigest(string DatabaseName, long BlockId, string Hash)
{
    /// <exception cref="JsonException">It is not one JSON object with these members.</exception>
    public static LedgerDigest Read(string json) =>
        JsonSerializer.Deserialize(json, LedgerDigests.Format.LedgerDigest) ?? throw new JsonException("null");
}

/// <summary>The engine's format; its times are passed over, they are in the text.</summary>
[JsonSerializable(typeof(LedgerDigest))]
internal sealed partial class LedgerDigests : JsonSerializerContext
{
    public static readonly LedgerDigests Format = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
    });
}
