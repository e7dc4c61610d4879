using System.Security.Cryptography;
using Jingan.TargetMgmt.Web.Languages;
using Jingan.TargetMgmt.Web.Wire;
using Microsoft.AspNetCore.Components.Forms;

namespace Jingan.TargetMgmt.Web.Sessions;

/// <summary>What is done with files that a person chose or dropped.</summary>
internal static class ChosenFile
{
    // More than the service takes, so that it is the one to say so.
    public const long MostBytes = 1L << 30;

    private const int MostKey = 10_000, BufferBytes = 1 << 20;

    /// <summary>The file's SHA-256 in lowercase hex, without holding the file in memory.</summary>
    public static async Task<string> HashAsync(this IBrowserFile file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var content = file.OpenReadStream(MostBytes);
        var buffer = new byte[BufferBytes];
        for (int read; (read = await content.ReadAsync(buffer)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The whole file; refused where it is longer than what is taken.</summary>
    /// <param name="most">How many bytes are taken.</param>
    public static async Task<Answer<byte[]>> ReadAsync(this IBrowserFile file, long most)
    {
        if (file.Size > most)
        {
            return new(null, new(413, "too_large", Language.Of(
                $"文件有 {file.Size / 1048576m:0.0} MB，最多 {most >> 20} MB；请拆成几个文件。",
                $"The file has {file.Size / 1048576m:0.0} MB and at most {most >> 20} MB are taken; split it.")));
        }

        using var all = new MemoryStream();
        await using var content = file.OpenReadStream(most);
        await content.CopyToAsync(all);
        return new(all.ToArray(), null);
    }

    /// <summary>The text of a key's file; empty where it is longer than any key's.</summary>
    public static async Task<string> ReadKeyAsync(this IBrowserFile file)
    {
        if (file.Size > MostKey)
        {
            return "";
        }

        using var reader = new StreamReader(file.OpenReadStream(MostKey));
        return await reader.ReadToEndAsync();
    }
}
