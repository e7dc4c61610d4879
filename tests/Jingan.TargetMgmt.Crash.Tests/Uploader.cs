using System.Security.Cryptography;
using System.Text;

namespace Jingan.TargetMgmt.Crash.Tests;

/// <summary>A unit that uploads one file after another; each says its mark, by which it is known in the log.</summary>
internal sealed class Uploader(string name, string token) : Writer(name)
{
    private const int Length = 300_000;

    /// <summary>The content that was uploaded under a mark.</summary>
    public static byte[] ContentOf(string mark)
    {
        var content = new byte[Length];
        "%PDF-1.7\n"u8.CopyTo(content);
        var seed = SHA256.HashData(Encoding.UTF8.GetBytes(mark));
        for (var at = 16; at + seed.Length <= Length; at += seed.Length)
        {
            seed.CopyTo(content, at);
        }

        return content;
    }

    public static string HashOf(string mark) => Convert.ToHexStringLower(SHA256.HashData(ContentOf(mark)));

    protected override HttpRequestMessage NewRequest(string mark) => Library.Request(
        HttpMethod.Post, "/api/v1/evidence", token, new MultipartFormDataContent
        {
            { new StringContent(mark), "title" },
            { new ByteArrayContent(ContentOf(mark)), "file", "a.pdf" },
        });

    // Stored without an answer, it is the same evidence when it is sent again.
    protected override System.Text.Json.Nodes.JsonNode? Accept(int status, System.Text.Json.Nodes.JsonNode answer) =>
        base.Accept(status == 200 && answer["receipt"] is not null ? 201 : status, answer);
}
