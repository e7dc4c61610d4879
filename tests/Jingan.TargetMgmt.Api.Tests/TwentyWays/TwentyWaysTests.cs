using System.Reflection;

namespace Jingan.TargetMgmt.Api.Tests.TwentyWays;

/// <summary>A way to make a signed red vanish; it ends well when that was refused, or found and named.</summary>
public delegate Task Way(RedRating red);

/// <summary>The promise the whole is built for: who asked for the judgement cannot change it, hold it up or make it
/// vanish: early, late, by SQL, with a clock or with the files.</summary>
public sealed class TwentyWaysTests(RedRating red) : IClassFixture<RedRating>
{
    private static readonly IReadOnlyDictionary<string, Way> All = ((Way[])
    [
        OfficeWays.The_office_gives_the_target_to_another_lead_unit,
        OfficeWays.The_office_lowers_the_figure_to_be_reached,
        OfficeWays.The_office_suspends_the_running_month_and_backdates_a_suspension,
        OfficeWays.The_office_renames_target_and_unit_into_a_comment_on_the_colour,
        OfficeWays.The_office_imports_forty_targets_that_would_have_to_be_rated,
        OfficeWays.The_office_toggles_a_weight_and_a_unit_refiles_until_no_rating_is_fresh,
        OfficeWays.The_office_postpones_the_close_without_end,
        OfficeWays.The_office_opens_a_closed_period_again,
        RequestWays.The_office_puts_patches_and_deletes_ratings_and_reports,
        RequestWays.The_office_and_an_administrator_send_what_the_assessor_signed_with_their_own_tokens,
        RequestWays.A_stranger_signs_with_a_key_of_his_own_under_his_and_under_the_assessors_name,
        RequestWays.A_green_that_was_signed_for_another_deployment_is_sent_to_this_one,
        RequestWays.The_report_is_handed_on_with_the_red_repainted_or_left_out,
        TokenFileWays.An_administrator_writes_himself_an_evaluators_token,
        TokenFileWays.An_administrator_approves_his_own_token_with_a_row,
        TokenFileWays.An_administrator_takes_his_evaluators_token_away_again,
        TokenFileWays.An_administrator_writes_a_token_under_a_name_that_reads_like_the_evaluators,
        TokenFileWays.A_stolen_evaluators_token_registers_a_key_without_the_signature_of_one_in_force,
        SampleWays.A_sample_is_drawn_on_trial_and_before_the_close,
        SampleWays.A_sample_is_drawn_again_after_the_log_has_grown_and_the_old_database_was_put_back,
        RunningDatabaseWays.The_services_login_updates_deletes_and_replaces_rows,
        RunningDatabaseWays.The_services_login_adds_a_row_that_replaces_the_red,
        RunningDatabaseWays.A_row_is_painted_green_under_the_running_service,
        RunningDatabaseWays.The_issued_report_is_exchanged_under_the_running_service,
        RunningDatabaseWays.The_reported_figure_is_raised_under_the_running_service,
        RunningDatabaseWays.The_assessors_public_key_is_exchanged_under_the_running_service,
        RunningDatabaseWays.The_database_file_is_replaced_under_the_running_service,
        RunningDatabaseWays.A_trigger_is_dropped_that_keeps_ratings_as_they_are,
        RunningDatabaseWays.A_trigger_is_added_that_repaints_what_comes,
        RunningDatabaseWays.A_view_is_defined_that_shows_no_red,
        StoppedDatabaseWays.The_entry_is_repainted_without_its_hash,
        StoppedDatabaseWays.The_entry_is_repainted_with_its_hash,
        StoppedDatabaseWays.The_entry_is_taken_out_of_the_log,
        StoppedDatabaseWays.The_row_of_the_red_is_deleted,
        StoppedDatabaseWays.The_row_of_the_red_is_painted_green,
        StoppedDatabaseWays.The_row_of_the_red_points_to_another_entry,
        StoppedDatabaseWays.The_row_of_the_issued_report_is_deleted,
        StoppedDatabaseWays.The_assessors_key_is_revoked_by_a_row_of_which_no_entry_tells,
        StoppedDatabaseWays.The_close_of_the_period_is_moved,
        StoppedDatabaseWays.The_reported_figure_is_raised,
        StoppedDatabaseWays.The_version_that_counts_is_exchanged_for_another,
        KeyHolderWays.Who_has_the_evaluation_logs_key_signs_a_log_in_which_the_red_is_green,
        KeyHolderWays.Who_has_the_government_logs_key_signs_a_log_in_which_the_figure_was_reached,
        ClockWays.The_clock_is_set_back_into_the_window_under_the_running_service,
        ClockWays.The_service_is_started_with_the_clock_set_back,
        RestoredFileWays.An_old_evaluation_database_is_put_back,
        RestoredFileWays.An_old_government_database_is_put_back,
        RestoredFileWays.An_old_database_is_put_back_and_the_high_water_file_removed,
        RestoredFileWays.An_old_database_is_put_back_and_the_high_water_file_damaged,
        RestoredFileWays.An_old_database_is_put_back_together_with_its_high_water_file,
        RestoredFileWays.An_old_database_is_put_back_together_with_both_marks,
        RestoredFileWays.Databases_and_high_water_files_are_removed,
        RestoredFileWays.Databases_and_all_marks_are_removed_and_another_founds_the_log,
    ]).ToDictionary(way => way.Method.Name);

    // The whole name: a shortened one would not tell which way it was.
    public static IEnumerable<TheoryDataRow<string>> Names =>
        All.Keys.Select(name => new TheoryDataRow<string>(name) { Label = name });

    [Theory, MemberData(nameof(Names))]
    public Task Nobody_makes_a_red_vanish(string way) => All[way](red);

    // A way that is left out of the table would be refused by nobody.
    [Fact]
    public void Every_way_is_in_the_table() => Assert.Equal(
        typeof(TwentyWaysTests).Assembly
            .GetTypes()
            .Where(t =>
                t.Namespace == typeof(TwentyWaysTests).Namespace && t.Name.EndsWith("Ways", StringComparison.Ordinal))
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(m => m.Name)
            .Order(),
        All.Keys.Order());
}
