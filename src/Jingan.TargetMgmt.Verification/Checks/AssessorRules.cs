using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>The keys that may sign at each position of the log, and what their owners may not rate:
/// both follow from the entries before.</summary>
internal sealed class AssessorRules(Findings findings, Func<bool> isAllRead)
{
    private readonly Dictionary<string, (long Index, Jwk Key)> _keys = [];
    private readonly Dictionary<string, string> _persons = []; // the first key of the chain
    private readonly Dictionary<string, (long Index, Text How)> _ended = [];
    private readonly Dictionary<string, long> _replaced = [];
    private readonly Dictionary<(string Person, UnitCode Unit), long> _conflicts = [];

    /// <summary>Whether no key is registered before.</summary>
    public bool IsFirst => _keys.Count == 0;

    public void Register(long index, AssessorEntry assessor)
    {
        var key = assessor.PublicKey.Bare();
        if (!key.TryToKey(out var usable))
        {
            findings.AddDamage(index, new($"第 {index} 条：评估员 {assessor.Kid} 的公钥无效。",
                $"entry {index}: the key of assessor {assessor.Kid} is none."));
            return;
        }

        usable.Dispose();
        if (!_keys.TryAdd(assessor.Kid, (index, key)))
        {
            if (_keys[assessor.Kid].Key != key || assessor.Replaces is not null)
            {
                findings.AddDamage(index, new(
                    $"第 {index} 条：评估员 {assessor.Kid} 已在第 {_keys[assessor.Kid].Index} 条登记。",
                    $"entry {index}: assessor {assessor.Kid} registered in "
                        + $"entry {_keys[assessor.Kid].Index} already."));
            }

            return;
        }

        _persons[assessor.Kid] = assessor.Replaces is { } old ? PersonOf(old) : assessor.Kid;
        if (assessor.Replaces is { } replaced && RequireKnown(index, replaced))
        {
            _ended.TryAdd(replaced, (index, new("更换", "replaced")));
            if (!_replaced.TryAdd(replaced, index))
            {
                findings.AddDamage(index, new(
                    $"第 {index} 条：密钥 {replaced} 已在第 {_replaced[replaced]} 条更换。",
                    $"entry {index}: the key {replaced} was replaced in entry {_replaced[replaced]} already."));
            }
        }
    }

    public void Revoke(long index, RevocationEntry revocation)
    {
        if (RequireKnown(index, revocation.Kid))
        {
            _ended.TryAdd(revocation.Kid, (index, new("撤销", "revoked")));
        }
    }

    public void Declare(long index, ConflictEntry conflict)
    {
        RequireKnown(index, conflict.Kid);
        var bound = (PersonOf(conflict.Kid), conflict.Unit);
        if (conflict.Ended)
        {
            _conflicts.Remove(bound);
        }
        else
        {
            _conflicts[bound] = index;
        }
    }

    /// <summary>The key that signed a change, in force at that place; null, and told,
    /// when none is registered.</summary>
    public Jwk? Check(long index, string kid)
    {
        if (_ended.TryGetValue(kid, out var end))
        {
            findings.AddDamage(index, new(
                $"第 {index} 条：签名密钥 {kid} 已在第 {end.Index} 条{end.How.Zh}。",
                $"entry {index}: its key {kid} was {end.How.En} in entry {end.Index}."));
        }

        return RequireKnown(index, kid) ? _keys[kid].Key : null;
    }

    /// <summary>The key that the entry is to be verified with; null, and told, when none is registered.</summary>
    public Jwk? Check(long index, CompactJws jws, IReadOnlyList<UnitCode> units)
    {
        var kid = jws.KeyId;

        foreach (var unit in units)
        {
            if (_conflicts.TryGetValue((PersonOf(kid), unit), out var declared))
            {
                findings.AddDamage(index, new(
                    $"第 {index} 条：评估员 {kid} 与 {unit} 有利益冲突（第 {declared} 条）。",
                    $"entry {index}: its assessor {kid} has a conflict of interest with {unit} (entry {declared})."));
            }
        }

        return Check(index, kid);
    }

    private string PersonOf(string kid) => _persons.GetValueOrDefault(kid, kid);

    private bool RequireKnown(long index, string kid)
    {
        if (_keys.ContainsKey(kid))
        {
            return true;
        }

        if (isAllRead())
        {
            findings.AddDamage(index, new(
                $"第 {index} 条：评估员 {kid} 此前没有登记。", $"entry {index}: assessor {kid} is registered nowhere before it."));
        }
        else
        {
            findings.AddWithheld(index, new(
                $"第 {index} 条：未核验签名：评估员 {kid} 可能登记在未读到的记录中。",
                $"entry {index}: signature not checked: assessor {kid} may be registered in an entry that was not "
                    + "read."));
        }

        return false;
    }
}
