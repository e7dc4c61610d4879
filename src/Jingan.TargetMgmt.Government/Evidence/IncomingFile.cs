using System.Buffers;
using System.Security.Cryptography;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Government.Evidence;

/// <summary>A file that has come whole and durable, with what was found of it while it came. It goes when this is
/// disposed, unless it was kept.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Size">How many bytes came.</param>
/// <param name="Sha256">Their hash.</param>
/// <param name="Head">The first of them.</param>
internal sealed record IncomingFile(string Path, long Size, string Sha256, byte[] Head) : IDisposable
{
    private const int Buffer = 128 * 1024;

    /// <summary>Receives a file: in memory there is never more of it than two buffers.</summary>
    /// <param name="source">What comes over the net.</param>
    /// <param name="path">A new name in the folder of what is on its way.</param>
    /// <param name="most">The longest that is taken.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The refusal of what is too long or broke off; nothing of it is left then.</returns>
    public static async Task<(IncomingFile? File, Problem? Refusal)> ReceiveAsync(
        Stream source, string path, long most, CancellationToken ct)
    {
        var isWhole = false;
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0);
            var (found, refusal) = await CopyAsync(source, file, most, ct);
            if (refusal is null)
            {
                file.Flush(flushToDisk: true);
                isWhole = true;
            }

            return (found is null ? null : found with { Path = path }, refusal);
        }
        finally
        {
            if (!isWhole)
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>Reads a file that has come by parts.</summary>
    public static async Task<IncomingFile> OfAsync(FileStream parts, CancellationToken ct)
    {
        parts.Position = 0;
        var (found, _) = await CopyAsync(parts, Stream.Null, long.MaxValue, ct);
        parts.Flush(flushToDisk: true);
        return found! with { Path = parts.Name };
    }

    public void Dispose() => File.Delete(Path);

    // While one buffer is hashed and written, the other is filled.
    private static async Task<(IncomingFile? File, Problem? Refusal)> CopyAsync(
        Stream source, Stream target, long most, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (current, next) = (ArrayPool<byte>.Shared.Rent(Buffer), ArrayPool<byte>.Shared.Rent(Buffer));
        Task<int>? filling = null;
        try
        {
            var (size, head) = (0L, Array.Empty<byte>());
            for (var length = await FillAsync(source, current, ct); length > 0; (current, next) = (next, current))
            {
                size += length;
                if (size > most)
                {
                    return (null, EvidenceRefusal.TooLarge(most));
                }

                filling = FillAsync(source, next, ct);
                head = size == length ? current[..Math.Min(length, EvidenceContent.HeadLength)] : head;
                hash.AppendData(current, 0, length);
                await target.WriteAsync(current.AsMemory(0, length), ct);
                length = await filling;
            }

            return (new("", size, Convert.ToHexStringLower(hash.GetHashAndReset()), head), null);
        }
        catch (BrokenOffException)
        {
            return (null, EvidenceRefusal.BrokenOff());
        }
        finally
        {
            await DrainAsync(filling);
            ArrayPool<byte>.Shared.Return(current);
            ArrayPool<byte>.Shared.Return(next);
        }
    }

    private static async Task<int> FillAsync(Stream source, byte[] buffer, CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            return await source.ReadAtLeastAsync(buffer.AsMemory(0, Buffer), Buffer, throwOnEndOfStream: false, ct);
        }
        catch (Exception brokenOff) when (brokenOff is IOException and not BadHttpRequestException { StatusCode: 413 }
            && !ct.IsCancellationRequested)
        {
            throw new BrokenOffException(brokenOff);
        }
    }

    // A disk that fails leaves a read under way, which must not write into a buffer that is somebody else's by then.
    private static async Task DrainAsync(Task<int>? filling)
    {
        if (filling is not null)
        {
            await ((Task)filling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The body ended before its end.</summary>
    private sealed class BrokenOffException(Exception inner) : Exception(null, inner);
}
