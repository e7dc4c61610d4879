using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>Ends the reading of a file from however deep inside it; <see cref="XlsxReader"/> makes an answer of
/// it.</summary>
internal sealed class RefusedException(Problem refusal) : Exception(refusal.Code.Code)
{
    public Problem Refusal => refusal;

    /// <summary>The file is not what it should be.</summary>
    /// <param name="where">The part or the cell; empty of the whole file.</param>
    /// <param name="why">What was found and what to do next.</param>
    public static RefusedException Invalid(string where, Text why) => new(Problem.Invalid(where, why));

    /// <summary>There is too much of something.</summary>
    public static RefusedException TooLarge(Text why) => new(new Problem(ProblemCode.TooLarge, why));

    /// <summary>A name out of the file, as far as it fits a sentence.</summary>
    public static string Short(string name) => Beginning.Shown(name, 60);
}
