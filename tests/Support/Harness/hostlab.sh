# Makes this namespace the host a, and one more for each name that is given, until its first process is killed. $1: the program hostlab; $2: a folder that
# has a folder for the temporary files of each; then the names. HOSTLAB_ROOT: a folder with another system, which is to be entered on each. "unshare --net --uts --ipc --mount --pid --fork --mount-proc" starts it.
set -e
lab=$1 folders=$2; shift 2
hostname a
own='mount -t tmpfs none /dev/shm'
[ -z "$HOSTLAB_ROOT" ] || own="$own; mount -t proc proc '$HOSTLAB_ROOT/proc'; mount -t tmpfs none '$HOSTLAB_ROOT/dev/shm'; mount --rbind /sys '$HOSTLAB_ROOT/sys'; mkdir -p '$HOSTLAB_ROOT$folders'; mount --bind '$folders' '$HOSTLAB_ROOT$folders'"
eval "$own"
ip link set lo up
ip link add bridge type bridge
ip addr add 10.77.0.1/24 dev bridge
ip link set bridge up
number=1
for name; do
    number=$((number + 1))
    mkfifo "$folders/$name.ready"
    TMPDIR="$folders/$name" unshare --net --uts --ipc --mount --pid --fork --kill-child --mount-proc sh -c "
        hostname $name; $own; ip link set lo up
        read ready < '$folders/$name.ready'; ip addr add 10.77.0.$number/24 dev eth0; ip link set eth0 up
        exec '$lab' init" </dev/null &
    # Its namespaces are there as soon as they are not these.
    while [ "$(readlink /proc/$!/ns/net)" = "$(readlink /proc/$$/ns/net)" ]; do :; done
    ip link add "link-$name" type veth peer name eth0 netns $!
    ip link set "link-$name" master bridge up
    echo yes > "$folders/$name.ready"
    rm "$folders/$name.ready"
done
for name; do
    until "$lab" agent "$name" true </dev/null 2>/dev/null; do :; done
done
echo ready > "$folders/ready"
# The first process of a namespace waits for all orphans.
exec "$lab" wait "$folders/hold"
