using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Http.Importing;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Tests.Government;

internal static class TargetTable
{
    /// <summary>The targets of a CSV text.</summary>
    public static (ImportFile<Target>? File, Problem? Unreadable) Read(string text, UnitNames? units = null) =>
        ImportBody.Read<Target>("text/csv", Encoding.UTF8.GetBytes(text), TargetForm.With(units ?? UnitNames.None));
}
