using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Schemes;

/// <summary>One fault of a scheme document.</summary>
/// <param name="Pointer">Where: RFC 6901; a missing member is pointed at as if it were there.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="UnknownColour">Whether it is a colour the scheme does not define,
/// which has a problem code of its own.</param>
internal sealed record SchemeError(string Pointer, Text Message, bool UnknownColour = false);

/// <summary>The faults found so far.</summary>
internal sealed class SchemeErrors
{
    // Enough to repair a document; without a limit a hostile one would be answered with more than it sent.
    private const int Limit = 100;

    private readonly List<SchemeError> _errors = [];

    public IReadOnlyList<SchemeError> All => _errors;

    public void Add(string pointer, string zh, string en, bool unknownColour = false)
    {
        if (_errors.Count < Limit)
        {
            _errors.Add(new(pointer, new(zh, en), unknownColour));
        }
    }

    /// <summary>Notes every repetition among one member of a list's items;
    /// null stands for a value that was refused already.</summary>
    public void AddDuplicates(string list, string member, IEnumerable<string?> values)
    {
        var seen = new HashSet<string>();
        foreach (var (index, value) in values.Index())
        {
            if (value is not null && !seen.Add(value))
            {
                Add($"{list}/{index}/{member}", "与前面的重复", "Used before in this list.");
            }
        }
    }
}
