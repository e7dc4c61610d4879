namespace Jingan.TransparencyLog;

/// <summary>Reads c2sp.org/tlog-policy line by line; the sections named below are of that document.</summary>
internal sealed class WitnessPolicyReader
{
    private const int MostFaults = 100;

    private readonly List<string> _lines = [];
    private readonly HashSet<string> _names = [];
    private readonly HashSet<string> _members = [];

    public List<PolicyLog> Logs { get; } = [];

    public List<PolicyWitness> Witnesses { get; } = [];

    public List<PolicyGroup> Groups { get; } = [];

    public string? Quorum { get; private set; }

    public string Text => string.Concat(_lines.Select(line => line + "\n"));

    /// <summary>What is wrong, every faulty line on one of its own, a hundred at most; or null.</summary>
    public string? Read(string text)
    {
        if (text.Length > WitnessPolicy.MaxLength)
        {
            return $"A policy has at most {WitnessPolicy.MaxLength} characters, this one has {text.Length}.";
        }

        if (text.Length > 0 && text[^1] != '\n')
        {
            return "The last line of the policy is not ended by a newline.";
        }

        // All of them: whoever mends a policy wants to mend it in one go.
        var faults = text.Split('\n')
            .Index()
            .Select(l => (l.Index, Fault: ReadLine(l.Item)))
            .Where(l => l.Fault is not null)
            .Select(l => $"Line {l.Index + 1} of the policy: {l.Fault}").Take(MostFaults).ToList();
        return faults.Count > 0 ? string.Join('\n', faults) : Quorum is null ? "The policy has no quorum line." : null;
    }

    private string? ReadLine(string line)
    {
        // "Character set": of the control characters only tab and newline.
        if (line.Any(c => (c < ' ' && c != '\t') || c == '\x7f')
            || !(line.Length == 0 || NoteText.IsLine(line.Replace('\t', ' '))))
        {
            return "found a control character or half of a surrogate pair, expected text.";
        }

        var items = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (items.Length == 0 || items[0][0] == '#')
        {
            return null;
        }

        _lines.Add(string.Join(' ', items));
        return items switch
        {
            ["log", var vkey, .. var url] when url.Length < 2 => ReadLog(vkey, url),
            ["witness", var name, var vkey, .. var url] when url.Length < 2 => ReadWitness(name, vkey, url),
            ["group", var name, var threshold, .. var members] when members.Length > 0 =>
                ReadGroup(name, threshold, members),
            ["quorum", var name] => ReadQuorum(name),
            _ =>
                $"found \"{_lines[^1]}\", expected log <vkey> [url], witness <name> <vkey> [url], group <name> any|"
                + "all|<k> <members> or quorum <name>.",
        };
    }

    private string? ReadLog(string vkey, string[] url)
    {
        if (!VerifierKey.TryParse(vkey, out var key, out var fault))
        {
            return fault;
        }

        Logs.Add(new(key, url.FirstOrDefault()));
        return key.Algorithm == NoteAlgorithm.CosignatureV1 ? "a log does not sign with a cosignature key (type 0x04)."
            : Logs.Count(log => log.Key.PublicKey.AsSpan().SequenceEqual(key.PublicKey)) > 1
                ? "another log has the same public key."
            : null;
    }

    private string? ReadWitness(string name, string vkey, string[] url)
    {
        if (!VerifierKey.TryParse(vkey, out var key, out var fault))
        {
            return fault;
        }

        Witnesses.Add(new(name, key, url.FirstOrDefault()));
        return key.Algorithm != NoteAlgorithm.CosignatureV1
            ? $"a witness signs with a cosignature key (type 0x04), this is type 0x{key.Algorithm:x2}."
            : Witnesses.Count(witness => witness.Key.PublicKey.AsSpan().SequenceEqual(key.PublicKey)) > 1
                ? "another witness has the same public key."
            : Define(name);
    }

    private string? ReadGroup(string name, string threshold, string[] members)
    {
        var k = threshold switch
        {
            "any" => 1,
            "all" => members.Length,
            _ => DecimalText.TryParse(threshold, out var number) ? number : 0,
        };
        if (k < 1 || k > members.Length)
        {
            return $"found the threshold \"{threshold}\", expected any, all or a number from 1 to {members.Length}.";
        }

        foreach (var member in members)
        {
            if (!_names.Contains(member))
            {
                return $"\"{member}\" is not defined on a line before.";
            }

            // "Each defined name can be listed as a group member at most once": a witness counts in one way only.
            if (!_members.Add(member))
            {
                return $"\"{member}\" is a member for the second time.";
            }
        }

        Groups.Add(new(name, (int)k, members));
        return Define(name);
    }

    private string? ReadQuorum(string name)
    {
        if (Quorum is not null)
        {
            return "a second quorum line.";
        }

        Quorum = name;
        return name == WitnessPolicy.NoQuorum || _names.Contains(name)
            ? null
            : $"\"{name}\" is not defined on a line before.";
    }

    private string? Define(string name) =>
        name == WitnessPolicy.NoQuorum ? "\"none\" is not a name that can be defined."
        : _names.Add(name) ? null : $"\"{name}\" is defined for the second time.";
}
