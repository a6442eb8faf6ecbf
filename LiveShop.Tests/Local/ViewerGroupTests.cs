using System.Text;
using LiveShop.Local.Realtime;

namespace LiveShop.Tests.Local;

public class ViewerGroupTests
{
    private const int Many = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Every_viewer_ends_with_the_newest_message_and_overtaken_ones_are_skipped()
    {
        var group = new ViewerGroup();
        var viewers = Enumerable.Range(0, Many).Select(_ => new Recorder()).ToList();
        foreach (var (viewer, number) in viewers.Select((viewer, number) => (viewer, number)))
            group.Add($"{number}", viewer);

        for (var number = 0; number < Many; number++)
            group.Post(Message(number));
        var last = Message(Many);
        group.Post(last);

        await Task.WhenAll(viewers.Select(viewer => viewer.UntilAsync(last))).WaitAsync(Patience);
        Assert.All(viewers, viewer => Assert.True(viewer.Count < Many, $"It was sent {viewer.Count} of {Many + 1}."));
    }

    [Fact]
    public async Task Stuck_viewer_blocks_nobody_and_then_gets_only_the_newest_message()
    {
        var group = new ViewerGroup();
        var (stuck, prompt) = (new Recorder(isStuck: true), new Recorder());
        group.Add("stuck", stuck);
        group.Add("prompt", prompt);

        GroupMessage newest = null!;
        for (var number = 0; number < 10; number++)
        {
            newest = Message(number);
            group.Post(newest);
            await prompt.UntilAsync(newest).WaitAsync(Patience);
        }

        Assert.Equal(1, stuck.Count);
        stuck.GoOn();
        await stuck.UntilAsync(newest).WaitAsync(Patience);
        Assert.Equal(2, stuck.Count);
    }

    [Fact]
    public async Task Broken_connection_of_one_viewer_does_not_affect_the_others()
    {
        var group = new ViewerGroup();
        var other = new Recorder();
        group.Add("broken", new Broken());
        group.Add("other", other);

        foreach (var message in new[] { Message(1), Message(2) })
        {
            group.Post(message);
            await other.UntilAsync(message).WaitAsync(Patience);
        }
    }

    private static GroupMessage Message(int number) => new(Encoding.UTF8.GetBytes($"{number}"));

    private sealed class Broken : Viewer
    {
        protected override ValueTask SendAsync(GroupMessage message) => throw new IOException("It broke.");
    }

    private sealed class Recorder(bool isStuck = false) : Viewer
    {
        private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<(GroupMessage Message, TaskCompletionSource Arrived)> awaited = [];
        private GroupMessage? newest;

        public int Count { get; private set; }

        public void GoOn() => goOn.SetResult();

        protected override async ValueTask SendAsync(GroupMessage message)
        {
            lock (awaited)
            {
                Count++;
                newest = message;
                awaited.ForEach(wait => Tell(wait.Message, wait.Arrived));
            }

            if (isStuck)
                await goOn.Task;
        }

        public Task UntilAsync(GroupMessage message)
        {
            lock (awaited)
            {
                var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                awaited.Add((message, arrived));
                Tell(message, arrived);
                return arrived.Task;
            }
        }

        private void Tell(GroupMessage message, TaskCompletionSource arrived)
        {
            if (ReferenceEquals(newest, message))
                arrived.TrySetResult();
        }
    }
}
