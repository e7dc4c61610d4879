using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Evaluation;
using Jingan.TargetMgmt.Government;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Api;

/// <summary>Access for trying the service out: a token per role, one per unit, and an assessor's key.
/// In Development only.</summary>
internal static class DemoAccess
{
    private const string EvaluatorName = $"demo-{Role.Evaluator}";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    private static readonly JsonSerializerOptions Indented = new(WireJson.Options) { WriteIndented = true };

    private sealed record Tokens(
        string Office, string Evaluator, string Auditor, string Admin, IReadOnlyDictionary<string, string> Reporters);

    public static string TokenFile(string storage) => Path.Combine(storage, "demo", "tokens.json");

    /// <summary>What the other side's process reads facts with, where the sides run apart:
    /// its <c>{Side}:Facts:TokenFile</c>.</summary>
    public static string FactsTokenFile(string storage) => Path.Combine(storage, "demo", "facts-token");

    public static async Task WriteAsync(IServiceProvider services, string storage, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.Combine(storage, "demo"));
        var modules = services.GetRequiredService<Modules>();
        if (!File.Exists(TokenFile(storage)) || modules.AreApart && !File.Exists(FactsTokenFile(storage)))
        {
            // Only the government side knows the units; at the evaluator's nobody reports.
            WriteTokens(storage, modules.Government ? await services.ReadUnitCodesAsync(ct) : [], modules.AreApart,
                services.GetRequiredService<TimeProvider>());
        }
    }

    /// <summary>Founds the evaluator's log for the demonstration, once the tokens are on record:
    /// its first key is the demonstration's, and the token of the demonstration's evaluator counts with it.</summary>
    public static async Task FoundAsync(
        IServiceProvider services, string storage, AccessFile file, CancellationToken ct)
    {
        if (services.GetRequiredService<Modules>().Evaluation
            && file.Usable.FirstOrDefault(t => t.Name == EvaluatorName) is { } token)
        {
            using var key = JwsKey.Of(AssessorKey(Path.Combine(storage, "demo", "assessor.pem")));
            await services.FoundDemoAsync(key, new(token.Name, token.Role, null, token.Fingerprint), ct);
        }
    }

    private static ECDsa AssessorKey(string file)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(file))
        {
            key.ImportFromPem(File.ReadAllText(file));
        }
        else
        {
            OwnerOnlyFile.Replace(file, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"));
        }

        return key;
    }

    private static void WriteTokens(string storage, IReadOnlyList<UnitCode> units, bool areApart, TimeProvider clock)
    {
        List<AccessToken> lines = [];
        var expires = UtcText.Format(clock.GetUtcNow() + Lifetime);
        string New(string name, string role, string? unit = null)
        {
            var secret = AccessToken.NewSecret();
            lines.Add(new($"demo-{name}", role, unit, AccessToken.HashOf(secret), expires));
            return secret;
        }

        var tokens = new Tokens(
            New(Role.Office, Role.Office), New(Role.Evaluator, Role.Evaluator), New(Role.Auditor, Role.Auditor),
            New(Role.Admin, Role.Admin),
            units.ToDictionary(u => u.Value, u => New(u.Value, Role.Reporter, u.Value)));
        var facts = areApart ? New(Role.Service, Role.Service) : null;

        // The access file first: a token that is shown but not in force would be a riddle,
        // one in force but not shown is only useless.
        var accessFile = Path.Combine(storage, AccessTokenFile.FileName);
        AccessTokenFile.Write(
            accessFile,
            [.. AccessTokenFile.Read(accessFile).Where(t => !t.Name.StartsWith("demo-", StringComparison.Ordinal)),
                .. lines]);
        if (facts is not null)
        {
            OwnerOnlyFile.Replace(FactsTokenFile(storage), Encoding.ASCII.GetBytes(facts + "\n"));
        }

        OwnerOnlyFile.Replace(TokenFile(storage), JsonSerializer.SerializeToUtf8Bytes(tokens, Indented));
    }
}
