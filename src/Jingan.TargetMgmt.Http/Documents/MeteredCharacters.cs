using Jingan.TargetMgmt.Http.Unpacking;

namespace Jingan.TargetMgmt.Http.Documents;

/// <summary>A document's characters, counted in all and from node to node.</summary>
/// <param name="inner">The unpacked characters.</param>
/// <param name="most">The most in all.</param>
/// <param name="mostOfNode">The most of one node.</param>
internal sealed class MeteredCharacters(TextReader inner, long most, long mostOfNode) : WatchedText(inner)
{
    private long _all;
    private long _ofNode;

    /// <summary>Whether reading ended because there was too much.</summary>
    public bool IsTooMuch { get; private set; }

    public void NextNode() => _ofNode = 0;

    protected override void Watch(ReadOnlySpan<char> read)
    {
        (_all, _ofNode) = (_all + read.Length, _ofNode + read.Length);
        if (_all > most || _ofNode > mostOfNode)
        {
            IsTooMuch = true;
            throw new InvalidDataException("Too much to be a document.");
        }
    }
}
