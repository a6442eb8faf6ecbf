namespace LiveShop.Tests.Interleavings;

/// <summary>
/// Tries every order in which the store calls of concurrent writers can take effect. An execution cannot be copied, so a
/// branch is reached by running from the start again; what has been reached before, by whatever order, is not gone through
/// twice: the same documents, and every writer having seen the same, have the same future.
/// </summary>
internal sealed class Exploration(Func<Schedule, Scenario> start)
{
    private readonly HashSet<string> seen = [];

    /// <summary>Different situations that were reached.</summary>
    public int Situations => seen.Count;

    /// <summary>Different ends, each held against the scenario's promise.</summary>
    public int Ends { get; private set; }

    /// <exception cref="BrokenPromiseException">An order of calls breaks the scenario's promise.</exception>
    public Exploration Run()
    {
        // Without a context a granted call has run up to the writer's next one when Grant returns.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            Visit(Start(), []);
            return this;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private void Visit(Execution execution, List<int> path)
    {
        var view = execution.Look();
        if (!seen.Add(view.Situation))
            return;

        if (view.Choices.Length == 0)
        {
            Ends++;
            execution.Verify();
        }

        foreach (var choice in view.Choices)
        {
            // The last branch goes on with this execution; the others need one of their own.
            var next = choice == view.Choices[^1] ? execution : Replay(path);
            next.Schedule.Grant(choice);
            path.Add(choice);
            Visit(next, path);
            path.RemoveAt(path.Count - 1);
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

    private sealed record Execution(Schedule Schedule, Scenario Scenario)
    {
        /// <summary>Where all are, and which calls could be next: of writers in the same situation any one will do.</summary>
        public (string Situation, int[] Choices) Look()
        {
            var writers = Schedule.Writers.ToDictionary(writer => writer, writer => writer.Situation(Scenario.Digest));
            var situation = string.Join('\n', writers.Values.Where(text => text.Length > 0).Order(StringComparer.Ordinal).Prepend(Scenario.Documents()));
            var choices = Schedule.Waiting.Index().DistinctBy(next => (writers[next.Item.Writer], next.Item.Name)).Select(next => next.Index);
            return (situation, choices.ToArray());
        }

        public void Verify()
        {
            try
            {
                foreach (var writer in Schedule.Writers)
                    _ = writer.Work.GetAwaiter().GetResult();
                Scenario.Verify();
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
