using Microsoft.Azure.Functions.Worker;
using NCrontab;

namespace LiveShop.Local.FunctionHost;

/// <summary>
/// Calls the functions with a timer trigger at the times of their NCrontab expression, in UTC as Azure does
/// (https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer). One function never runs twice at the same time
/// here, but each process on a Cosmos DB account runs it, where Azure runs it on one instance.
/// </summary>
public sealed class TimerDispatcher(
    IReadOnlyList<FunctionMethod> functions, BackgroundInvoker invoker, TimerRuns runs, TimeProvider clock) : BackgroundService
{
    // A delay does not notice that the clock was set or that the machine was suspended.
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(1);

    private readonly IReadOnlyList<(FunctionMethod Function, TimerTriggerAttribute Trigger, CrontabSchedule Schedule)> timers =
    [
        .. from function in functions
           let trigger = function.Binding<TimerTriggerAttribute>()
           where trigger is not null
           select (function, trigger, ScheduleOf(trigger)),
    ];

    /// <summary>The times of a trigger, in UTC.</summary>
    /// <exception cref="NotSupportedException">The schedule is not an NCrontab expression.</exception>
    public static CrontabSchedule ScheduleOf(TimerTriggerAttribute trigger)
    {
        const int fieldsWithSeconds = 6;
        var fields = trigger.Schedule.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        return CrontabSchedule.TryParse(trigger.Schedule, new() { IncludingSeconds = fields == fieldsWithSeconds })
            ?? throw new NotSupportedException($"LiveShop.Local cannot read the schedule '{trigger.Schedule}' of a timer trigger.");
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(timers.Select(timer =>
            Task.Run(() => RunAsync(timer.Function, timer.Trigger, timer.Schedule, stoppingToken), stoppingToken)));

    private async Task RunAsync(
        FunctionMethod function, TimerTriggerAttribute trigger, CrontabSchedule schedule, CancellationToken stopping)
    {
        var started = clock.GetUtcNow();
        var last = trigger.UseMonitor ? runs.Last(function.Name) : started;
        if (trigger.RunOnStartup)
            await InvokeAsync(isPastDue: false);

        while (!stopping.IsCancellationRequested)
        {
            var now = clock.GetUtcNow();
            // A clock that was set back must not stop the timer until the old time comes again.
            last = last < now ? last : now;
            var due = Next(last);
            if (due <= now)
                await InvokeAsync(isPastDue: due < started);
            else
                await Task.Delay(due - now < MaxDelay ? due - now : MaxDelay, clock, stopping);
        }

        // Times that passed while the function ran are one run.
        async Task InvokeAsync(bool isPastDue)
        {
            var now = clock.GetUtcNow();
            var status = new ScheduleStatus { Last = last.UtcDateTime, Next = Next(now).UtcDateTime, LastUpdated = last.UtcDateTime };
            var timer = new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = trigger.UseMonitor ? status : null };
            await invoker.InvokeAsync(function, new(stopping) { Timer = timer });
            last = now;
            if (trigger.UseMonitor)
                runs.Save(function.Name, last);
        }

        DateTimeOffset Next(DateTimeOffset after) => new(schedule.GetNextOccurrence(after.UtcDateTime), TimeSpan.Zero);
    }
}
