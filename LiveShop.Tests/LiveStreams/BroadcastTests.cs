using LiveShop.Core.LiveStreams;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.LiveStreams;

public class BroadcastTests
{
    [Fact]
    public void Starting_makes_a_stream_live()
    {
        var live = ScheduledStream("mug").Start(By(Ann, minute: 1)).State();

        Assert.Equal(new(LiveStreamStatus.Live, Noon.AddMinutes(1), null), live.Broadcast);
        Assert.Equal(["mug"], live.PinnedIds());
    }

    [Fact]
    public void Starting_a_live_stream_changes_nothing()
    {
        var live = LiveStreamWith();

        live.Start(By(Bob, minute: 5)).ChangesNothingOf(live);
    }

    [Fact]
    public void Stopping_ends_a_stream()
    {
        var ended = LiveStreamWith("mug").Stop(By(Ann, minute: 9)).State();

        Assert.Equal(new(LiveStreamStatus.Ended, Noon, Noon.AddMinutes(9)), ended.Broadcast);
        Assert.Equal(["mug"], ended.PinnedIds());
    }

    [Fact]
    public void Stopping_an_ended_stream_changes_nothing()
    {
        var ended = LiveStreamWith().Stop(By(Ann)).State();

        ended.Stop(By(Bob, minute: 5)).ChangesNothingOf(ended);
    }

    [Fact]
    public void Stopping_a_stream_that_has_not_started_is_refused_with_its_state()
    {
        var stream = ScheduledStream();

        stream.Stop(By(Ann)).IsConflict("not-started").HasCurrent(stream);
    }

    [Fact]
    public void Stopped_stream_can_start_again_with_the_same_pins()
    {
        var again = LiveStreamWith("mug", "cup").Stop(By(Ann, minute: 1)).State().Start(By(Bob, minute: 2)).State();

        Assert.Equal(new(LiveStreamStatus.Live, Noon.AddMinutes(2), null), again.Broadcast);
        Assert.Equal(["mug", "cup"], again.IdsForCustomers());
    }

    [Fact]
    public void The_journal_keeps_the_broadcast_before()
    {
        var ended = LiveStreamWith().Stop(By(Ann, minute: 1)).State();

        var change = ended.Start(By(Bob, minute: 2)).Change();

        Assert.Equal(LiveStreamAction.Started, change.Action);
        Assert.Equal(new(Broadcast: new(LiveStreamStatus.Ended, Noon, Noon.AddMinutes(1))), change.Before);
        Assert.Equal(LiveStreamAction.Stopped, LiveStreamWith().Stop(By(Ann)).Change().Action);
    }
}
