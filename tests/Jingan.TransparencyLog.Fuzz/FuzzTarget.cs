namespace Jingan.TransparencyLog.Fuzz;

/// <summary>A parser under test.</summary>
/// <param name="Name">What it reads.</param>
/// <param name="Good">Inputs that it has to accept.</param>
/// <param name="Print">Feeds it an input: what it prints for what it read, or null when it refuses;
/// an exception is always a failure.</param>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Good, Func<byte[], byte[]?> Print)
{
    /// <summary>Whether the input was accepted; and accepted means printed the same.</summary>
    public bool Accepts(byte[] input)
    {
        var printed = Print(input);
        Require(printed is null || printed.AsSpan().SequenceEqual(input), "accepts what it does not print");
        return printed is not null;
    }

    public static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
