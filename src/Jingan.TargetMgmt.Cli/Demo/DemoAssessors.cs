using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Server;
using Jingan.TargetMgmt.Cli.Signing;
using Jingan.TargetMgmt.Platform.Http;
using Jingan.TargetMgmt.Platform.Http.Access;

namespace Jingan.TargetMgmt.Cli.Demo;

/// <summary>Three made-up assessors. Their keys stay on this machine, in a folder, and are made once.</summary>
internal sealed class DemoAssessors : IDisposable
{
    private const int Count = 3;

    private readonly List<AssessorKey> _keys = [];

    public AssessorKey this[int assessor] => _keys[assessor];

    /// <summary>Makes the keys that are missing and registers them; those that are registered stay.</summary>
    public static async Task<DemoAssessors> RegisterAsync(ApiClient evaluator, string folder, CancellationToken ct)
    {
        CreateForOwnerOnly(folder);
        var assessors = new DemoAssessors();
        for (var i = 0; i < Count; i++)
        {
            var key = KeyIn(Path.Combine(folder, $"synthetic-{(char)('a' + i)}.pem"), isEd25519: i == Count - 1);
            assessors._keys.Add(key);
            var body = new JsonObject
            {
                ["kid"] = key.Kid, ["publicKey"] = JsonSerializer.SerializeToNode(key.PublicKey, WireJson.Options), ["name"] = Synthetic.AssessorName(i),
            };
            await evaluator.PostAsync("assessors", "application/json", Encoding.UTF8.GetBytes(body.ToJsonString(WireJson.Options)), isDryRun: false, ct);
        }

        return assessors;
    }

    public void Dispose() => _keys.ForEach(k => k.Dispose());

    // Both kinds of key that assessors may have are among the three.
    private static AssessorKey KeyIn(string file, bool isEd25519)
    {
        if (!File.Exists(file))
        {
            using var made = isEd25519 ? AssessorKey.NewEd25519() : AssessorKey.New();
            OwnerOnlyFile.TryCreate(file, Encoding.ASCII.GetBytes(made.ToPem()));
        }

        return AssessorKey.Load(file, kid: null);
    }

    private static void CreateForOwnerOnly(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
