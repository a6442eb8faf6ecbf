namespace LiveShop.Tests.Interleavings;

/// <summary>
/// Tries every order in which the store calls of concurrent writers can take effect. An execution cannot be copied, so a branch is
/// reached by replaying it from the start. A situation that was reached before, in whatever order, is not explored twice: the same
/// documents, and every writer having seen the same, have the same future.
/// </summary>
/// <remarks>
/// Two reads commute, so of their two orders only one is replayed: sleep sets, as in Godefroid, "Partial-Order Methods for the
/// Verification of Concurrent Systems", 1996, with state matching. They leave out replays, but no situation.
/// </remarks>
/// <param name="maxSituations">Where to stop; then not every order was tried.</param>
internal sealed class Exploration(Func<Schedule, Scenario> start, int maxSituations = int.MaxValue)
{
    /// <summary>The situations that were reached, each with the calls that still need not be tried there.</summary>
    private readonly Dictionary<string, HashSet<CallKey>> seen = [];

    /// <summary>Different situations that were reached.</summary>
    public int Situations => seen.Count;

    /// <summary>Different ends, each held against the scenario's promise.</summary>
    public int Ends { get; private set; }

    /// <exception cref="BrokenPromiseException">An order of calls breaks the scenario's promise.</exception>
    public Exploration Run() => WithoutContext(() => Visit(Start(), [], []));

    /// <summary>Tries random orders, where there are too many to try all. A writer often makes several calls in a row.</summary>
    /// <inheritdoc cref="Run" />
    public Exploration Walk(int walks, Random random) => WithoutContext(() =>
    {
        for (var walk = 0; walk < walks; walk++)
            WalkOnce(Start(), random);
    });

    private void WalkOnce(Execution execution, Random random)
    {
        Writer? last = null;
        while (true)
        {
            var (situation, choices) = execution.Look();
            if (seen.TryAdd(situation, []))
                execution.Check(execution.Scenario.Always);
            if (choices.Count == 0)
            {
                Ends++;
                execution.Verify();
                return;
            }

            var again = choices.Find(choice => execution.Schedule.Waiting[choice.Index].Writer == last);
            var next = again is not null && random.Next(3) > 0 ? again : choices[random.Next(choices.Count)];
            last = execution.Schedule.Waiting[next.Index].Writer;
            execution.Schedule.Grant(next.Index);
        }
    }

    private Exploration WithoutContext(Action explore)
    {
        // Without a context a granted call has run up to the writer's next one when Grant returns.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            explore();
            return this;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private void Visit(Execution execution, List<int> path, HashSet<CallKey> asleep)
    {
        var (situation, choices) = execution.Look();
        if (!seen.TryGetValue(situation, out var sleptBefore))
        {
            if (seen.Count >= maxSituations)
                return;
            execution.Check(execution.Scenario.Always);
            if (choices.Count == 0)
            {
                Ends++;
                execution.Verify();
            }

            choices = choices.FindAll(choice => !asleep.Contains(choice.Key));
        }
        else
        {
            choices = choices.FindAll(choice => sleptBefore.Contains(choice.Key) && !asleep.Contains(choice.Key));
            asleep.IntersectWith(sleptBefore);
        }

        seen[situation] = [.. asleep];
        for (var number = 0; number < choices.Count; number++)
        {
            var choice = choices[number];
            // The last branch goes on with this execution; the others need one of their own.
            var next = number == choices.Count - 1 ? execution : Replay(path);
            next.Schedule.Grant(choice.Index);
            path.Add(choice.Index);
            Visit(next, path, choice.IsRead ? [.. asleep] : []);
            path.RemoveAt(path.Count - 1);
            if (choice.IsRead)
                asleep.Add(choice.Key);
        }
    }

    private Execution Replay(List<int> path)
    {
        var execution = Start();
        foreach (var choice in path)
            execution.Schedule.Grant(choice);
        return execution;
    }

    private Execution Start()
    {
        var schedule = new Schedule();
        return new(schedule, start(schedule));
    }

    /// <summary>Identifies a call independently of the execution it waits in.</summary>
    private readonly record struct CallKey(string WriterSituation, string Call);

    private sealed record Choice(int Index, CallKey Key, bool IsRead);

    private sealed record Execution(Schedule Schedule, Scenario Scenario)
    {
        /// <summary>The situation and the possible next calls; of writers in the same situation one is enough.</summary>
        public (string Situation, List<Choice> Choices) Look()
        {
            var writers = Schedule.Writers.ToDictionary(writer => writer, writer => writer.Situation(Scenario.Digest));
            var situation = string.Join('\n', writers.Values.Where(text => text.Length > 0).Order(StringComparer.Ordinal).Prepend(Scenario.Documents()));
            var choices = Schedule.Waiting.Select((call, index) => new Choice(index, new(writers[call.Writer], call.Name), call.IsRead));
            return (situation, choices.DistinctBy(choice => choice.Key).ToList());
        }

        public void Verify() => Check(() =>
        {
            foreach (var writer in Schedule.Writers)
                _ = writer.Work.GetAwaiter().GetResult();
            Scenario.Verify();
        });

        public void Check(Action promise)
        {
            try
            {
                promise();
            }
            catch (Exception exception)
            {
                var calls = Schedule.Granted.Select(call => $"{call.Writer}: {call.Name} -> {Scenario.Digest(call.Result)}");
                throw new BrokenPromiseException($"{exception.Message}\nafter\n{string.Join('\n', calls)}", exception);
            }
        }
    }
}

internal sealed class BrokenPromiseException(string message, Exception inner) : Exception(message, inner);
