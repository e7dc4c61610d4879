using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Tests.Cli;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>Who could act as the evaluator, from the log alone:
/// here the log itself wrote what it should not have.</summary>
public sealed class VerifyAccessTests : IDisposable
{
    private const string Until = "2019-07-05T00:00:00.000Z";

    private readonly Jtm _jtm = new();
    private readonly TestLog _log = new("log.test/evaluation", 1);
    private readonly AssessorKey _founding = AssessorKey.New(), _other = AssessorKey.NewEd25519();

    public void Dispose()
    {
        _jtm.Dispose();
        _founding.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task A_log_that_tells_who_came_in_and_who_signed_for_it_is_good_and_its_evaluators_are_printed()
    {
        Found();
        var access = Access("李四");
        Approve(access, "李四", _founding);
        Act("scheme", "李四");
        Assessor(_other, "评估员乙", _founding);
        End(access);
        var run = (await VerifyAsync()).MustBe(0);
        Assert.Contains($"创始评估员密钥：{_founding.Kid}", run.Output, StringComparison.Ordinal);
        Assert.Contains("创始令牌", run.Output, StringComparison.Ordinal);
        Assert.Contains($"李四，第 {access} 条", run.Output, StringComparison.Ordinal);
        Assert.Contains("批准，至第", run.Output, StringComparison.Ordinal);
    }

    public static TheoryData<string> Attacks() => ["unapproved", "nobody", "approvedLater", "ended", "expired",
        "approvedByNobody", "approvedByRevoked", "approvalOfAnother",
        "keyBySelf", "keyUnsigned", "keyShowsAnother", "revocationUnsigned", "conflictUnsigned", "otherLog", "noMoment",
        "founderUnknown"];

    [Theory, MemberData(nameof(Attacks))]
    public async Task What_an_administrator_could_make_up_is_found(string attack)
    {
        if (attack == "founderUnknown")
        {
            Access("firm-1");
            Assessor(_founding, "评估员甲", _founding, e => e["founding"] = 7);
        }
        else
        {
            Found();
            Commit(attack);
        }

        (await VerifyAsync()).MustBe(1);
    }

    private void Commit(string attack)
    {
        var access = attack is "unapproved" or "approvedLater" or "ended" or "expired" or "approvedByNobody"
            or "approvedByRevoked" or "approvalOfAnother" ? Access("李四") : -1;
        switch (attack)
        {
            case "unapproved":
            case "nobody":
                Act("scheme", "李四");
                break;
            case "approvedLater":
                Act("sample", "李四");
                Approve(access, "李四", _founding);
                break;
            case "ended":
                Approve(access, "李四", _founding);
                End(access);
                Act("scheme", "李四", "2018-07-05T02:00:00.000Z");
                break;
            case "expired":
                Approve(access, "李四", _founding);
                Act("scheme", "李四", "2019-07-06T00:00:00.000Z");
                break;
            case "approvedByNobody":
                Approve(access, "李四", _other);
                break;
            case "approvedByRevoked":
                Assessor(_other, "评估员乙", _founding);
                Revoke(_other.Kid, _founding);
                Approve(access, "李四", _other);
                break;
            case "approvalOfAnother":
                Approve(access, "王五", _founding);
                break;
            case "keyBySelf":
                Assessor(_other, "评估员乙", _other);
                break;
            case "keyUnsigned":
                Assessor(_other, "评估员乙", _founding, e => e.Remove("jws"));
                break;
            case "keyShowsAnother":
                Assessor(_other, "评估员乙", _founding, e => e["name"] = "评估员甲");
                break;
            case "revocationUnsigned":
                Revoke(_founding.Kid, null);
                break;
            case "conflictUnsigned":
                Add("conflict", "firm-1", new()
                {
                    ["kid"] = _founding.Kid,
                    ["unit"] = "LSJ",
                    ["reason"] = "x",
                    ["ended"] = false,
                });
                break;
            case "otherLog":
                Assessor(_other, "评估员乙", _founding, claim: c => c["log"] = "log.test/other");
                break;
            case "noMoment":
                Assessor(_other, "评估员乙", _founding, claim: c => c.Remove("issuedAt"));
                break;
        }
    }

    private void Found()
    {
        var access = Access("firm-1");
        Assessor(_founding, "评估员甲", _founding, e => e["founding"] = access);
    }

    private long Access(string name) => Add(
        "access", "service",
        new() { ["name"] = name, ["role"] = "evaluator", ["fingerprint"] = FingerprintOf(name), ["until"] = Until });

    private void End(long access, string name = "李四") => Add(
        "access-ended", "service",
        new() { ["name"] = name, ["role"] = "evaluator", ["fingerprint"] = FingerprintOf(name), ["access"] = access });

    private void Act(string type, string actor, string? at = null) => Add(type, actor, [], at);

    private void Approve(long access, string name, AssessorKey key)
    {
        var claims = new JsonObject
        {
            ["type"] = "access-approval", ["log"] = "log.test/evaluation", ["fingerprint"] = FingerprintOf(name),
            ["name"] = name, ["role"] = "evaluator", ["until"] = Until,
            ["issuedAt"] = "2018-07-05T01:02:03.000Z",
        };
        Add("access-approval", "anonymous", new()
        {
            ["kid"] = key.Kid, ["fingerprint"] = FingerprintOf(name), ["name"] = name, ["role"] = "evaluator",
            ["until"] = Until, ["access"] = access, ["jws"] = key.Sign(claims),
        });
    }

    private void Assessor(
        AssessorKey key, string name, AssessorKey signer, Action<JsonObject>? show = null,
        Action<JsonObject>? claim = null)
    {
        var claims = Statements.Assessor("log.test/evaluation", key.Kid, key.PublicKey, name, null,
            new(2018, 7, 5, 1, 2, 3, TimeSpan.Zero));
        claim?.Invoke(claims);
        var entry = new JsonObject
        {
            ["kid"] = key.Kid,
            ["publicKey"] = System.Text.Json.JsonSerializer.SerializeToNode(key.PublicKey, WireJson.Options),
            ["name"] = name, ["jws"] = signer.Sign(claims),
        };
        show?.Invoke(entry);
        Add("assessor", "firm-1", entry);
    }

    private void Revoke(string kid, AssessorKey? signer)
    {
        var claims = new JsonObject
        {
            ["type"] = "assessor-revocation",
            ["log"] = "log.test/evaluation",
            ["kid"] = kid,
            ["reason"] = "遗失",
            ["issuedAt"] = "2018-07-05T01:02:03.000Z",
        };
        var entry = new JsonObject { ["kid"] = kid, ["reason"] = "遗失" };
        if (signer is not null)
        {
            entry["jws"] = signer.Sign(claims);
        }

        Add("assessor-revocation", "firm-1", entry);
    }

    private static string FingerprintOf(string name) =>
        Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)));

    private long Add(string type, string actor, JsonObject members, string? at = null)
    {
        var entry = new JsonObject
        {
            ["v"] = 1,
            ["type"] = type,
            ["at"] = at ?? "2018-07-05T01:02:03.000Z",
            ["actor"] = actor,
        };
        foreach (var (name, value) in members)
        {
            entry[name] = value?.DeepClone();
        }

        return _log.Add(entry.ToJsonString(WireJson.Options));
    }

    private async Task<Run> VerifyAsync()
    {
        _log.WriteTo(_jtm.PathOf("log"));
        await File.WriteAllTextAsync(_jtm.PathOf("policy"), _log.Policy, TestContext.Current.CancellationToken);
        return await _jtm.RunAsync("verify", _jtm.PathOf("log"), "--policy", _jtm.PathOf("policy"));
    }
}
