using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Tests.Log.Checking;
using Microsoft.Data.Sqlite;

namespace Jingan.TargetMgmt.Tests.Cli.Storage;

/// <summary>A data folder as a stopped service leaves it, made once; a test gets a copy.</summary>
public sealed class InstalledYear : IAsyncLifetime
{
    internal static readonly string[] Sides = ["government", "evaluation"];

    private StoredFolder _made = null!;

    public async ValueTask InitializeAsync() => _made = await StoredFolder.MakeAsync();

    public ValueTask DisposeAsync()
    {
        _made.Dispose();
        return ValueTask.CompletedTask;
    }

    internal StoredFolder Copy() => _made.Copy();

    /// <summary>Puts a file where an upload would; beside it one may be put that does not belong.</summary>
    /// <returns>Its place below the evidence folder.</returns>
    internal static string AddEvidence(StoredFolder folder, ReadOnlySpan<byte> content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        foreach (var below in (string[])[hash[..2], "ab", "incoming"])
        {
            Directory.CreateDirectory(Path.Combine(folder.Folder, "evidence", below));
        }

        File.WriteAllText(Path.Combine(folder.Folder, "evidence", "incoming", "half.tmp"), "on its way");
        File.WriteAllBytes(Path.Combine(folder.Folder, "evidence", hash[..2], hash[2..]), content);
        return $"{hash[..2]}/{hash[2..]}";
    }

    internal static void AlterAnEntry(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "drop trigger log_entry_no_update; update log_entry set data = x'00' where idx = 1";
        command.ExecuteNonQuery();
    }

    /// <summary>Gives a file the hash and the length that it has now, as whoever alters both would.</summary>
    internal static void DescribeAnew(string backup, string file)
    {
        var path = Path.Combine(backup, "manifest.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        var described = manifest["files"]!.AsArray().Single(f => (string?)f!["path"] == file)!;
        var bytes = File.ReadAllBytes(Path.Combine(backup, file));
        (described["bytes"], described["sha256"]) =
            (bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        File.WriteAllText(path, manifest.ToJsonString());
    }
}
