using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Government.Periods;

/// <summary>The answer for a period that the office has not opened.</summary>
internal static class PeriodNotFound
{
    private static Text Message(Period period) => new(
        $"填报期 {period} 尚未设立；由区府办用 PUT /periods/{period} 设立。",
        $"There is no period {period}; the district office opens it with PUT /periods/{period}.");

    /// <summary>The answer to a request that names an unknown period in its path or query.</summary>
    public static Problem For(Period period) => new(ProblemCode.NotFound, Message(period));

    /// <summary>The answer to a request that names an unknown period in its body.</summary>
    public static Problem InBody(Period period) => Problem.Invalid("/period", Message(period));
}
