using System.Text;
using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Client;

/// <summary>The upload of several signed ratings in one request, one a line; each is answered by itself.</summary>
internal static class RatingUpload
{
    // What the service takes in one body: lines, and bytes.
    private const int MostLines = 500, MostBytes = 1_000_000;

    /// <summary>The answers, in the order of the lines.</summary>
    public static async Task<JsonArray> PostAsync(
        ApiClient client, IEnumerable<string> signed, bool isDryRun, CancellationToken ct) =>
        (await client.PostAsync("ratings", "application/x-ndjson", Encoding.ASCII.GetBytes(string.Join('\n', signed)),
            isDryRun, ct)).ToObject()["items"] as JsonArray
        ?? throw ServerJson.NotUnderstood("items");

    /// <summary>Parts that the service takes in one body each; what is too long by itself is a part of its own,
    /// for the service to refuse.</summary>
    public static IEnumerable<IReadOnlyList<T>> PartsOf<T>(IEnumerable<T> ratings, Func<T, string> signed)
    {
        var (part, bytes) = (new List<T>(), 0);
        foreach (var rating in ratings)
        {
            var length = signed(rating).Length + 1;
            if (part.Count == MostLines || (part.Count > 0 && bytes + length > MostBytes))
            {
                yield return part;
                (part, bytes) = ([], 0);
            }

            part.Add(rating);
            bytes += length;
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }
}
