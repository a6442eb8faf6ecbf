using LiveShop.Local.FunctionHost;
using LiveShop.Local.Hosting;
using LiveShop.Tests.Contract;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveShop.Tests.Local.Timers;

public sealed class TimerDispatcherTests : IDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly SkippingClock clock = new() { Now = Sample.Noon.AddSeconds(20) };
    private readonly CapturedLog log = new();

    public void Dispose() => data.Dispose();

    [Theory]
    [InlineData(nameof(TimerFunctions.EveryMinute), 60, 120, 180)]
    [InlineData(nameof(TimerFunctions.EveryFiveMinutes), 300, 600, 900)]
    public async Task A_function_runs_at_each_time_of_its_timers_schedule(string function, params int[] secondsAfterNoon)
    {
        await using var timer = await StartAsync(function);

        foreach (var seconds in secondsAfterNoon)
        {
            var call = await timer.Calls.NextAsync();
            Assert.Equal(Sample.Noon.AddSeconds(seconds), call.At);
            Assert.False(call.Timer.IsPastDue);
        }
    }

    [Fact]
    public async Task A_timer_functions_status_names_its_last_and_its_next_time()
    {
        await using var timer = await StartAsync(nameof(TimerFunctions.EveryMinute));
        await timer.Calls.NextAsync();

        var status = (await timer.Calls.NextAsync()).Timer.ScheduleStatus!;

        Assert.Equal(Sample.Noon.AddMinutes(1).UtcDateTime, status.Last);
        Assert.Equal(Sample.Noon.AddMinutes(3).UtcDateTime, status.Next);
    }

    [Fact]
    public async Task Times_that_pass_while_a_timer_function_runs_are_one_run()
    {
        await using var timer = await StartAsync(nameof(TimerFunctions.EveryMinute));
        await timer.Calls.NextAsync();
        clock.Now += TimeSpan.FromSeconds(210);

        var second = await timer.Calls.NextAsync();
        var third = await timer.Calls.NextAsync();

        Assert.Equal([Sample.Noon.AddSeconds(270), Sample.Noon.AddSeconds(300)], [second.At, third.At]);
    }

    [Fact]
    public async Task A_run_that_was_due_while_the_program_was_not_running_is_made_up_for_at_the_start()
    {
        await using (var before = await StartAsync(nameof(TimerFunctions.EveryNight)))
        {
            await before.Calls.NextAsync();
            await before.Calls.NextAsync();
        }

        clock.Now = Sample.Noon.AddDays(5);
        await using var timer = await StartAsync(nameof(TimerFunctions.EveryNight));

        var late = await timer.Calls.NextAsync();
        var next = await timer.Calls.NextAsync();

        Assert.Equal((Sample.Noon.AddDays(5), true), (late.At, late.Timer.IsPastDue));
        Assert.Equal((Sample.Noon.Date.AddDays(6).AddHours(3.5), false), (next.At.UtcDateTime, next.Timer.IsPastDue));
    }

    [Fact]
    public async Task A_run_that_did_not_end_before_the_program_stopped_is_made_up_for_at_the_start()
    {
        await using (var before = await StartAsync(nameof(TimerFunctions.EveryNight)))
            await before.Calls.NextAsync();
        clock.Now += TimeSpan.FromHours(1);
        await using var timer = await StartAsync(nameof(TimerFunctions.EveryNight));

        Assert.True((await timer.Calls.NextAsync()).Timer.IsPastDue);
    }

    [Fact]
    public async Task An_unreadable_record_of_the_last_run_counts_as_a_first_start()
    {
        Directory.CreateDirectory(Path.Combine(data.Path, "timers"));
        await File.WriteAllTextAsync(Path.Combine(data.Path, "timers", nameof(TimerFunctions.EveryNight)), "yesterday");
        await using var timer = await StartAsync(nameof(TimerFunctions.EveryNight));

        Assert.Equal(Sample.Noon.Date.AddDays(1).AddHours(3.5), (await timer.Calls.NextAsync()).At.UtcDateTime);
    }

    [Fact]
    public async Task A_timer_without_a_monitor_that_runs_on_startup_runs_at_each_start_and_never_past_due()
    {
        for (var start = 0; start < 2; start++)
        {
            clock.Now = Sample.Noon.AddDays(start * 3);
            await using var timer = await StartAsync(nameof(TimerFunctions.AtStartAndEveryNight));

            var call = await timer.Calls.NextAsync();

            Assert.Equal(clock.Now, call.At);
            Assert.False(call.Timer.IsPastDue);
            Assert.Null(call.Timer.ScheduleStatus);
        }
    }

    [Fact]
    public async Task A_timer_function_that_fails_is_logged_and_runs_again_at_its_next_time()
    {
        await using var timer = await StartAsync(nameof(TimerFunctions.EveryMinute));
        timer.Calls.Failures = 1;
        await timer.Calls.NextAsync();

        Assert.Equal(Sample.Noon.AddMinutes(2), (await timer.Calls.NextAsync()).At);
        Assert.Contains(log.Errors, line => line.Contains("EveryMinute failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_by_a_day_does_not_stop_a_timer()
    {
        await using var timer = await StartAsync(nameof(TimerFunctions.EveryMinute));
        await timer.Calls.NextAsync();
        clock.Now -= TimeSpan.FromDays(1);

        Assert.Equal(Sample.Noon.AddDays(-1).AddMinutes(2), (await timer.Calls.NextAsync()).At);
    }

    [Theory, InlineData(""), InlineData("every day"), InlineData("61 * * * * *"), InlineData("00:05:00")]
    public void A_schedule_that_is_no_NCrontab_expression_is_refused(string schedule) =>
        Assert.Contains(
            $"'{schedule}'",
            Assert.Throws<NotSupportedException>(() => TimerDispatcher.ScheduleOf(new TimerTriggerAttribute(schedule))).Message,
            StringComparison.Ordinal);

    private async Task<RunningTimer> StartAsync(string function)
    {
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(log))
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(new LocalOptions { DataDirectory = data.Path })
            .AddSingleton<TimerCalls>()
            .AddSingleton(new HubDouble().Context)
            .AddSingleton<LiveShop.Local.Realtime.HubConnections>()
            .AddSingleton<LiveShop.Local.Realtime.SignalROutputExecutor>()
            .AddSingleton<BackgroundInvoker>()
            .AddSingleton<TimerRuns>()
            .AddSingleton<IReadOnlyList<FunctionMethod>>(
                [.. FunctionMethod.In(typeof(TimerFunctions).Assembly).Where(found => found.Name == function)])
            .AddSingleton<TimerDispatcher>()
            .BuildServiceProvider();
        await services.GetRequiredService<TimerDispatcher>().StartAsync(CancellationToken.None);
        return new(services);
    }

    private sealed class RunningTimer(ServiceProvider services) : IAsyncDisposable
    {
        public TimerCalls Calls => services.GetRequiredService<TimerCalls>();

        public async ValueTask DisposeAsync()
        {
            await services.GetRequiredService<TimerDispatcher>().StopAsync(CancellationToken.None);
            await services.DisposeAsync();
        }
    }
}
