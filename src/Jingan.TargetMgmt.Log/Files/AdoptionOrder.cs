using System.Text.Json;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Sql;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Files;

/// <summary>What <c>jtm adopt</c> leaves beside the high-water file for the next start, which logs it.</summary>
/// <param name="Size">Size of the log that is adopted.</param>
/// <param name="Root">Its root, base64.</param>
/// <param name="Key">The verifier key that signed it.</param>
/// <param name="Reason">The operator's words.</param>
/// <param name="Lost">The newest checkpoint known of a history that the log does not have; absent when none is.</param>
public sealed record AdoptionOrder(long Size, string Root, string Key, string Reason, LostCheckpoint? Lost = null)
{
    private const string Extension = ".adopt";

    /// <summary>Leaves it for the next start.</summary>
    /// <param name="highWaterFile">The side's; the order lies beside it.</param>
    /// <returns>Where it is.</returns>
    public string Write(string highWaterFile)
    {
        var path = PathOf(highWaterFile);
        OwnerOnlyFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(this, WireJson.Options));
        DurableFolder.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return path;
    }

    /// <summary>The order that is there; null when none is.</summary>
    /// <exception cref="DoubtException">What is there is none.</exception>
    internal static AdoptionOrder? Read(string highWaterFile)
    {
        var path = PathOf(highWaterFile);
        try
        {
            return File.Exists(path)
                ? JsonSerializer.Deserialize<AdoptionOrder>(File.ReadAllBytes(path), WireJson.Options)
                : null;
        }
        catch (JsonException bad)
        {
            throw new DoubtException(new(
                $"{path} 不是 jtm adopt 写的文件：{JsonSlip.Of(bad).Zh}",
                $"{path} is not what jtm adopt writes: {JsonSlip.Of(bad).En}"));
        }
    }

    /// <summary>Takes it away; it was seen to.</summary>
    internal static void Clear(string highWaterFile)
    {
        var path = PathOf(highWaterFile);
        File.Delete(path);
        DurableFolder.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <exception cref="DoubtException">It is no key.</exception>
    internal VerifierKey Signer() => VerifierKey.TryParse(Key, out var key, out var fault)
        ? key
        : throw new DoubtException(new($"jtm adopt 所记的密钥有误：{fault}", $"the key that jtm adopt wrote is none: {fault}"));

    private static string PathOf(string highWaterFile) => Path.ChangeExtension(highWaterFile, Extension);
}
