namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>The version of each target that counts for a period.</summary>
internal static class CountedVersions
{
    // Of every target's versions: the last before the opening, else the first.
    // Before the opening it is the last there is.
    internal const string OfPeriod = """
              select c.target_id, coalesce(max(case when v.log_index < opened.size then v.log_index end),
                  min(v.log_index)) as counted,
                     max(v.log_index) as newest, min(v.log_index) as first
              from target_current c
              join target_version v on v.target_id = c.target_id
              cross join (select coalesce(max(log_size), 9223372036854775807) as size from period_opening
                  where period = @period) opened

        """;
}
