namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>A quantity in a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends, behind the unit of measure.</param>
/// <param name="Value">The number; null where the text does not say one exactly.</param>
/// <param name="Unit">The unit of measure; null where there is none.</param>
/// <param name="Form">How it is written.</param>
internal sealed record Quantity(int Start, int End, decimal? Value, string? Unit, QuantityForm Form);

/// <summary>How a quantity is written.</summary>
internal enum QuantityForm
{
    /// <summary>In digits, or as 百分之五.</summary>
    Exact,

    /// <summary>In Chinese numerals before a measure word, which many names have too.</summary>
    InWords,

    /// <summary>约3万, 100余家, 数十.</summary>
    About,

    /// <summary>5%—6%.</summary>
    Range,

    /// <summary>三分之二, 八成.</summary>
    Share,

    /// <summary>一批, 若干.</summary>
    Indefinite,
}
