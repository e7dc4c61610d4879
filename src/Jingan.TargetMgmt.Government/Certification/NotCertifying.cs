using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Government.Certification;

/// <summary>The answer to whoever does not certify a target: that does its certifying unit, unless it leads the target
/// as well, as targets of before that was refused may say.</summary>
internal static class NotCertifying
{
    public static Problem For(Target target, Caller caller) => new(
        ProblemCode.NotCertifyingUnit,
        target.CertifyingUnit is not { } certifying
            ? new(
                $"{target.Id} 没有认定单位；需要认定的，请区府办在目标的新版本中写明。",
                $"{target.Id} has no certifying unit; if it needs one, the district office names it in a new version.")
            : certifying == target.LeadUnit
            ? new(
                $"{target.Id} 由 {certifying} 牵头，自己不能认定自己填报的数值；请区府办另定认定单位。",
                $"{target.Id} is led by {certifying}, and who reports a value does not certify it; the district office "
                    + "names another unit.")
            : new(
                $"{target.Id} 由 {certifying} 认定，不是 {caller.Unit}。",
                $"{target.Id} is certified by {certifying}, not by {caller.Unit}."));
}
